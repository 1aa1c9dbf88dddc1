/** Writes the article as HTML while the page is built: prose, still pictures of recorded runs, and what live figures need to know. */
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import citation from '../../CITATION.cff?raw';
import { shortHash } from '../../src/core/base64.ts';
import { topologyOfCard } from '../../src/experiment/derived/cardTopology.ts';
import { linkOfAll, readLink } from '../../src/experiment/link/link.ts';
import { equationsOf } from '../../src/models/equations.ts';
import { bibtexOf } from '../../src/run/report/citation.ts';
import {
  type ArticleFigure,
  articleFigures,
  type ShownFigureId,
  stillFigure,
} from '../../src/teach/article/figures.ts';
import { articleNumbersOf } from '../../src/teach/article/numbers.ts';
import { courseLessons, linkOfCourseLesson } from '../../src/teach/lesson/course.ts';
import { text } from '../../src/text/text.ts';
import intervalStyles from '../charts/base/IntervalBar.module.css?inline';
import baseStyles from '../charts/base/Picture.module.css?inline';
import { PAPER_PIXELS, PaperWidth } from '../charts/base/useWidth.ts';
import { EquationMath } from '../charts/equations/EquationMath.tsx';
import equationsStyles from '../charts/equations/Equations.module.css?inline';
import forestStyles from '../charts/forest/Forest.module.css?inline';
import networkDiagramStyles from '../charts/network/NetworkDiagram.module.css?inline';
import { ComparisonsPicture } from './ComparisonsPicture.tsx';
import { evidence } from './evidence.ts';
import { GatePicture, NetworksPicture, pictureSentenceOf, VerdictPicture } from './pictures.tsx';
import { recordedGates, recordedWritten } from './recordings.ts';

const words = text.article;
const numbers = articleNumbersOf(evidence);

/** The pictures themselves in their frames, without menus and tables, at the width of a column. */
function stillOf(picture: ReactNode, said: string): string {
  const drawn = renderToStaticMarkup(<PaperWidth value={PAPER_PIXELS}>{picture}</PaperWidth>);
  const pictures = [...drawn.matchAll(/(<div role="application"[^>]*>)?(<svg data-picture.*?<\/svg>)/gs)];
  const titles = [...drawn.matchAll(/<figcaption.*?title="([^"]*)"/gs)].map(([, title]) => title);
  const framed = pictures.map(([, frame = '', svg = ''], place) => {
    const [className = ''] = /(?<=class=")[^"]*/.exec(frame) ?? [];
    const [scale = ''] = /--text-scale:[^;"]*/.exec(frame) ?? [];
    const scalable = svg.replace(/width="([\d.]+)" height="([\d.]+)"/, 'viewBox="0 0 $1 $2" $&');
    const title = pictures.length > 1 ? `<p>${titles[place]}</p>` : '';
    return `<div>${title}<div class="${className}" style="${scale}">${scalable}</div></div>`;
  });
  return `<div role="img" aria-label="${said}">${framed.join('')}</div>`;
}

function stillsOf({ id, picture, start, at }: ArticleFigure): readonly [before: string, after: string] {
  const { title } = words.figures[id];
  const experiment = at(start);
  if (picture === 'gate') {
    const { before, after } = recordedGates;
    const [first, last] = [before, after].map((shown) =>
      stillOf(<GatePicture {...{ experiment, shown }} />, title),
    );
    return [first ?? '', last ?? ''];
  }
  const run = evidence.runOf(id, start);
  const networks = (isAtStart: boolean) => (
    <NetworksPicture {...{ experiment, isAtStart }} networks={run.networks} />
  );
  const said = pictureSentenceOf({ experiment, run });
  const after = {
    networks: networks(false),
    verdict: <VerdictPicture {...{ experiment, run }} />,
  }[picture];
  return [stillOf(networks(true), title), stillOf(after, said)];
}

/** `_x_` is emphasised, `**x**` strong, `[x]` a reference. */
const prose = (written: string): string =>
  written
    .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/_([^_]+)_/g, '<em>$1</em>')
    .replaceAll(/\[(\w+)\]/g, (_, id: keyof typeof words.references) => {
      return `<a href="#${id}" data-reference>${words.reference(words.references[id].short)}</a>`;
    });

const paragraphs = (all: readonly string[]): string => all.map((one) => `<p>${prose(one)}</p>`).join('\n');

/** Equation of a task's output of the last level. */
function equationOf(architecture: string): string {
  const { experiment } = readLink(`v=2&tasks=4&A=${architecture},levels:32`);
  const [card] = experiment.cards;
  const topology = card === undefined ? null : topologyOfCard(card, experiment);
  if (topology === null) return '';
  const all = equationsOf(topology, { level: topology.levels.length - 1, unit: 0 });
  const equation = all.findLast(({ kind }) => kind === 'written' || kind === 'fusion');
  if (equation === undefined) return '';
  const drawn = <EquationMath {...{ equation, topology }} first={0} isLit={() => false} current={null} />;
  return `<p data-equation>${renderToStaticMarkup(drawn)}</p>`;
}

function figureOf(id: ShownFigureId): string {
  if (id === stillFigure.id) return stillFigureOf(articleFigures.length + 1);
  const index = articleFigures.findIndex((figure) => figure.id === id);
  const figure = articleFigures[index];
  if (figure === undefined) throw new Error(`The article has no figure "${id}".`);
  const [before, after] = stillsOf(figure);
  const address = `../#${linkOfAll(figure.at(figure.start))}`;
  return framedFigure(figure, index + 1, {
    before: `<div data-before>${before}</div>`,
    answer: `<div data-live><div data-still>${after}</div></div>
      <p data-open><a href="${address}" title="${words.openHint}">${words.open}</a></p>`,
  });
}

function stillFigureOf(number: number): string {
  const { comparisons } = evidence.conditions;
  const answer = renderToStaticMarkup(<ComparisonsPicture comparisons={comparisons} />);
  return framedFigure(stillFigure, number, { before: '', answer });
}

/** A question with its guesses, and the answer that follows one. */
function framedFigure(
  { id, right }: { readonly id: ShownFigureId; readonly right: number },
  number: number,
  { before, answer }: Readonly<Record<'before' | 'answer', string>>,
): string {
  const { title, ask, answers, says } = words.figures[id];
  const { guessed, failed } = text.liveFigure;
  const guesses = answers.map(
    (one) => `<button type="button" data-guess aria-pressed="false">${one}</button>`,
  );
  return `<figure id="figure-${id}" data-figure="${id}" data-right="${right}" aria-labelledby="title-${id}">
    <figcaption id="title-${id}"><strong>${words.figure(number)}</strong> ${title}</figcaption>
    ${before}
    <div role="group" aria-label="${words.guess}" data-question>
      <p>${ask(numbers)}</p>
      <p data-wait>${words.wait}</p>
      ${guesses.join('\n')}
    </div>
    <div data-answer>
      <div data-said data-as-guessed="${guessed.right}" data-otherwise="${guessed.wrong}" data-failed="${failed}" aria-live="polite"></div>
      <p>${says(numbers)}</p>
      ${answer}
    </div>
  </figure>`;
}

type ArticlePart = ReturnType<(typeof words.sections)[number]['body']>[number];

function partOf(part: ArticlePart): string {
  if (typeof part === 'string') return paragraphs([part]);
  if ('equation' in part) return equationOf(part.equation);
  return `${figureOf(part.figure)}<div data-after>${paragraphs(part.after)}</div>`;
}

const { lang, name: otherName } = text.app.otherLanguage;

const pageOf = (title: string, content: string) => ({
  lang: words.lang,
  title,
  description: words.description,
  body: `<nav data-bar><a href="../">${text.app.title}</a> <a href="${words.otherAddress}" lang="${lang}">${otherName}</a></nav>
    <main><article><h1>${title}</h1>${content}</article></main>`,
});

/** Styles of the pictures in the article: their own chunks are the page's. */
export const pictureStyles: readonly string[] = [
  baseStyles,
  intervalStyles,
  equationsStyles,
  forestStyles,
  networkDiagramStyles,
];

export function articleHtml() {
  const sections = words.sections.map(({ id, title, body }) => {
    return `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body(numbers).map(partOf).join('\n')}</section>`;
  });
  const references = Object.entries(words.references).map(([id, { full, address }]) => {
    return `<li id="${id}"><a href="${address}" rel="noreferrer" lang="en">${full}</a></li>`;
  });
  const { ranOn } = evidence.runOf('share', 0);
  const fingerprint = { ...ranOn, hash: shortHash(recordedWritten) };
  const cited = bibtexOf(citation, { title: words.title, url: 'learn/', fingerprint });
  return pageOf(
    words.title,
    `<p data-lead>${words.lead(numbers)}</p>
    <p data-about>${words.minutes} · <a href="course.html">${words.course}</a> · <a href="../">${words.playground}</a></p>
    ${sections.join('\n')}
    <h2 id="references">${words.referencesTitle}</h2><ul>${references.join('\n')}</ul>
    <h2 id="cite">${words.cite}</h2><p>${words.citeHint}</p><pre lang="en" tabindex="0">${cited}</pre>`,
  );
}

/** The teacher's page of the course. */
export async function courseHtml() {
  const { title, lead, minutes, open, hand, back } = words.coursePage;
  const { kinds } = text.teaching;
  const lessons = courseLessons.map(async (one) => {
    const { ask, see, surprise } = one.teacher;
    const told = [kinds.ask, ask, kinds.see, see, kinds.surprise, surprise];
    return `<section><h2>${one.lesson.title}</h2>
      <p data-about>${minutes(one.minutes)} · <a href="../#${await linkOfCourseLesson(one)}">${open}</a></p>
      <dl>${told.map((said, place) => (place % 2 === 0 ? `<dt>${said}</dt>` : `<dd>${said}</dd>`)).join('')}</dl></section>`;
  });
  const all = (await Promise.all(lessons)).join('\n');
  return pageOf(title, `<p data-lead>${lead}</p>${all}<p>${hand}</p><p><a href="./">${back}</a></p>`);
}
