/** The article as it is written into the page: prose, still pictures, questions. */
import type { ReactNode } from 'react';
import { topologyOfCard } from '../../src/experiment/derived/cardTopology.ts';
import { readLink } from '../../src/experiment/link/link.ts';
import { equationsOf } from '../../src/models/equations.ts';
import type { ArticleFigure, FigureId } from '../../src/teach/article/figures.ts';
import type { ArticleNumbers } from '../../src/text/en/article.ts';
import { addresses } from '../../src/text/papers.ts';
import { text } from '../../src/text/text.ts';
import { EquationMath } from '../charts/equations/EquationMath.tsx';

const words = text.article;

type PaperId = 'caruana' | 'mmoe' | 'ple' | 'adatt';

const paperAddresses: Readonly<Record<PaperId, string>> = {
  caruana: addresses.caruanaPaper,
  mmoe: addresses.mmoePaper,
  ple: addresses.plePaper,
  adatt: addresses.adattPaper,
};
const paperIds = Object.keys(paperAddresses) as readonly PaperId[];

export interface StillFigure extends Pick<ArticleFigure, 'id'> {
  /** Address of its experiment in the playground. */
  readonly address: string;
  readonly right: number;
  readonly before: ReactNode;
  readonly after: ReactNode;
}

interface ArticleProps {
  readonly numbers: ArticleNumbers;
  readonly figures: readonly StillFigure[];
  /** BibTeX of the article. */
  readonly citation: string;
}

export function Article({ numbers, figures, citation }: ArticleProps) {
  return (
    <>
      <Bar />
      <main>
        <article>
          <header>
            <h1>{words.title}</h1>
            <p data-lead>{words.lead(numbers)}</p>
            <p data-about>
              {words.minutes} · <a href="course.html">{words.course}</a> ·{' '}
              <a href="../">{words.playground}</a>
            </p>
          </header>
          {words.sections.map(({ id, title, body }) => (
            <section key={id} aria-labelledby={id}>
              <h2 id={id}>{title}</h2>
              {body(numbers).map((part) => (
                <Part
                  key={typeof part === 'string' ? part : Object.values(part)[0]?.toString()}
                  {...{ part, numbers, figures }}
                />
              ))}
            </section>
          ))}
          <References citation={citation} />
        </article>
      </main>
    </>
  );
}

type ArticlePart = ReturnType<(typeof words.sections)[number]['body']>[number];

interface PartProps extends Pick<ArticleProps, 'numbers' | 'figures'> {
  readonly part: ArticlePart;
}

function Part({ part, numbers, figures }: PartProps) {
  if (typeof part === 'string') return <Paragraph written={part} />;
  if ('equation' in part) return <FusionEquation architecture={part.equation} />;
  return (
    <>
      <Figure
        number={numberOf(figures, part.figure)}
        numbers={numbers}
        figure={figures.find(({ id }) => id === part.figure)}
      />
      <div data-after>
        {part.after.map((said) => (
          <Paragraph key={said} written={said} />
        ))}
      </div>
    </>
  );
}

const Paragraph = (prose: { readonly written: string }) => (
  <p>
    <Prose {...prose} />
  </p>
);

/** The line above every page of the article. */
export const Bar = () => (
  <nav data-bar>
    <a href="../">{text.app.title}</a>
    <a href={text.article.otherAddress} lang={text.app.otherLanguage.lang}>
      {text.app.otherLanguage.name}
    </a>
  </nav>
);

const numberOf = (figures: readonly StillFigure[], id: FigureId): number =>
  figures.findIndex((figure) => figure.id === id) + 1;

/** `_x_` is emphasised, `**x**` strong, `[x]` a reference. */
export const Prose = ({ written }: { readonly written: string }) =>
  written
    .split(/(_[^_]+_|\*\*[^*]+\*\*|\[\w+\])/)
    // biome-ignore lint/suspicious/noArrayIndexKey: identified by position
    .map((part, index) => <ProsePart key={index} part={part} />);

function ProsePart({ part }: { readonly part: string }) {
  const inner = part.replace(/^(_|\*\*|\[)|(_|\*\*|\])$/g, '');
  if (part.startsWith('_')) return <em>{inner}</em>;
  if (part.startsWith('**')) return <strong>{inner}</strong>;
  const paper = part.startsWith('[') ? paperIds.find((id) => id === inner) : undefined;
  if (paper === undefined) return part;
  return (
    <a href={`#${paper}`} data-reference>
      ({words.references[paper][0]})
    </a>
  );
}

/** What a task gets from the last level. */
function FusionEquation({ architecture }: { readonly architecture: 'mmoe' | 'adattSp' }) {
  const { experiment } = readLink(`v=2&tasks=3&A=${architecture}`);
  const [card] = experiment.cards;
  const topology = card === undefined ? null : topologyOfCard(card, experiment);
  if (topology === null) return null;
  const place = { level: topology.levels.length - 1, unit: 0 };
  const equations = equationsOf(topology, place).filter(
    ({ kind }) => kind === 'written' || kind === 'fusion',
  );
  return (
    <p data-equation>
      {equations.slice(-1).map((equation) => (
        <EquationMath
          key={equation.kind}
          {...{ equation, topology }}
          first={0}
          isLit={() => false}
          current={null}
        />
      ))}
    </p>
  );
}

interface FigureProps {
  readonly number: number;
  readonly numbers: ArticleNumbers;
  readonly figure: StillFigure | undefined;
}

function Figure({ number, numbers, figure }: FigureProps) {
  if (figure === undefined) return null;
  const { id, address, right, before, after } = figure;
  const { title, ask, answers, says } = words.figures[id];
  return (
    <figure id={`figure-${id}`} data-figure={id} data-right={right} aria-labelledby={`title-${id}`}>
      <figcaption id={`title-${id}`}>
        <strong>{words.figure(number)}</strong> {title}
      </figcaption>
      <div data-before>{before}</div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div role="group" aria-label={words.guess} data-question>
        <p>{ask(numbers)}</p>
        <p data-wait>{words.wait}</p>
        {answers.map((answer) => (
          <button key={answer} type="button" data-guess aria-pressed="false">
            {answer}
          </button>
        ))}
      </div>
      <div data-answer>
        <div data-said aria-live="polite" />
        <p>{says(numbers)}</p>
        <div data-live>
          <div data-still>{after}</div>
        </div>
        <p data-open>
          <a href={address} title={words.openHint}>
            {words.open}
          </a>
        </p>
      </div>
    </figure>
  );
}

function References({ citation }: Pick<ArticleProps, 'citation'>) {
  const { title, ...papers } = words.references;
  return (
    <footer>
      <section aria-labelledby="references">
        <h2 id="references">{title}</h2>
        <ul>
          {paperIds.map((id) => (
            <li key={id} id={id}>
              <a href={paperAddresses[id]} rel="noreferrer" lang="en">
                {papers[id][1]}
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="cite">
        <h2 id="cite">{words.cite}</h2>
        <p>{words.citeHint}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
        <pre lang="en" tabIndex={0}>
          {citation}
        </pre>
      </section>
    </footer>
  );
}
