/** Writes the article as HTML while the page is built: its text, still pictures of recorded runs, and what live figures need to know. */
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { linkOfAll } from '../../src/experiment/link/link.ts';
import { thisRelease } from '../../src/experiment/link/release.ts';
import { type ArticleFigure, articleFigures } from '../../src/teach/article/figures.ts';
import { articleNumbersOf, rightAnswers } from '../../src/teach/article/numbers.ts';
import { text } from '../../src/text/text.ts';
import { PAPER_PIXELS, PaperWidth } from '../charts/base/useWidth.ts';
import { Article, type StillFigure } from './Article.tsx';
import { evidence } from './evidence.ts';
import { mapDataOf, untoldMapOf } from './mapData.ts';
import { placeOnArticleMap } from './mapPlaces.ts';
import { GatePicture, MapPicture, NetworksPicture, sentenceOf, VerdictPicture } from './pictures.tsx';
import { recordedGates } from './recordings.ts';

const map = mapDataOf(evidence.map);

/** The pictures themselves in their frames, without menus and tables, at the width of a column; `said` is what they show. */
function still(picture: ReactNode, said: string): ReactNode {
  const drawn = renderToStaticMarkup(<PaperWidth value={PAPER_PIXELS}>{picture}</PaperWidth>);
  const pictures = [...drawn.matchAll(/(<div role="application"[^>]*>)?(<svg data-picture.*?<\/svg>)/gs)];
  const framed = pictures.map(([, frame = '', svg = '']) => {
    const [className = ''] = /(?<=class=")[^"]*/.exec(frame) ?? [];
    const [scale = ''] = /--text-scale:[^;"]*/.exec(frame) ?? [];
    return `<div class="${className}" style="${scale}">${scalable(svg)}</div>`;
  });
  // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn above
  return <div role="img" aria-label={said} dangerouslySetInnerHTML={{ __html: framed.join('') }} />;
}

const scalable = (svg: string): string =>
  svg.replace(/width="([\d.]+)" height="([\d.]+)"/, 'viewBox="0 0 $1 $2" width="$1" height="$2"');

function stillsOf({ id, picture, experiment, hand }: ArticleFigure): Pick<StillFigure, 'before' | 'after'> {
  const { title } = text.article.figures[id];
  if (picture === 'gate') {
    const of = (shown: typeof recordedGates.before) =>
      still(<GatePicture experiment={experiment} shown={shown} />, title);
    return { before: of(recordedGates.before), after: of(recordedGates.after) };
  }
  const run = evidence.runOf(id, hand.start);
  if (picture === 'map') {
    const here = placeOnArticleMap(hand.values.indexOf(hand.start));
    return {
      before: still(<MapPicture map={untoldMapOf(map, evidence.map)} here={null} />, title),
      after: still(<MapPicture map={map} here={here} />, map.said),
    };
  }
  const networks = (isAtStart: boolean) => (
    <NetworksPicture experiment={experiment} networks={run.networks} isAtStart={isAtStart} />
  );
  return {
    before: still(networks(true), title),
    after:
      picture === 'networks'
        ? still(networks(false), title)
        : still(<VerdictPicture experiment={experiment} run={run} />, sentenceOf({ experiment, run })),
  };
}

interface WrittenPage {
  readonly lang: string;
  readonly title: string;
  readonly description: string;
  readonly body: string;
}

export function articleHtml(): WrittenPage {
  const right = rightAnswers(evidence);
  const figures = articleFigures.map((figure) => ({
    id: figure.id,
    address: `../#${linkOfAll(figure.experiment, null, thisRelease)}`,
    right: right[figure.id],
    ...stillsOf(figure),
  }));
  const { title, description } = text.article;
  const body = renderToStaticMarkup(
    <Article numbers={articleNumbersOf(evidence)} figures={figures} citation="" />,
  );
  const data = JSON.stringify(map).replaceAll('<', '\\u003c');
  return {
    lang: text.article.lang,
    title,
    description,
    body: `${body}<script type="application/json" id="map">${data}</script>`,
  };
}

/** The teacher's page of the course. */
export async function courseHtml(): Promise<WrittenPage> {
  const { title, description } = text.article;
  return { lang: text.article.lang, title, description, body: '' };
}
