/** The verdict: each other card against the reference, overall and per task. */
import type { CSSProperties, ReactNode } from 'react';
import { equalityRange, type PairComparison } from '../../../src/analysis/verdict.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { linkOfAll } from '../../../src/experiment/link/link.ts';
import { thisRelease } from '../../../src/experiment/link/release.ts';
import { cautionsOf } from '../../../src/run/report/cautions.ts';
import { linearSentences } from '../../../src/run/report/linearWords.ts';
import { outlyingAgainst } from '../../../src/run/report/outcomes.ts';
import { verdictNumbers } from '../../../src/run/report/verdictTables.ts';
import {
  type CardVerdict,
  decidingIntervalOf,
  effectWords,
  intervalWords,
  qualificationsOf,
  verdictFacts,
  verdictScopeSentence,
  verdictSentence,
  verdictsOf,
} from '../../../src/run/report/verdictWords.ts';
import type { RunSummary } from '../../../src/run/summary.ts';
import { capitalised } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import type { PictureFoot } from '../../charts/figure/picture.ts';
import { ForestPlot } from '../../charts/forest/ForestPlot.tsx';
import {
  forestHeight,
  type RivalEffect,
  type VerdictRival,
  verdictForestOf,
} from '../../charts/forest/forest.ts';
import { useRunStatus, useSeenWithFewer, useShownExperiment } from '../../state/playground.ts';
import { withUnbrokenPercent } from '../../ui/format.ts';
import { Lazy, lazyPart } from '../../ui/Lazy.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { Fold } from '../../view/Fold.tsx';
import { useCursorStep } from '../../view/moments.ts';
import type { ShownRun } from '../../view/useCards.ts';
import { nameOfCard, styleOfCard } from '../../view/useSeries.ts';
import { replicaDotsOf, toneOfConclusion } from './Effect.tsx';
import { WholeRunNote } from './Outcomes.tsx';
import styles from './verdict.module.css';

const words = text.verdict;

// Downloaded when asked for.
const tablePart = lazyPart(() => import('./VerdictTable.tsx'));

export interface VerdictProps {
  readonly experiment: Experiment;
  readonly summary: RunSummary | null;
  readonly below?: ReactNode;
}

export function VerdictPanel({ experiment, summary, below }: VerdictProps) {
  const reference = experiment.cards.find(({ id }) => id === summary?.referenceId);
  if (summary === null || reference === undefined) return <VerdictPlaceholder experiment={experiment} />;
  const name = nameOfCard(reference);
  const verdicts = verdictsOf(summary);
  const sentence = verdictSentence(experiment, summary);
  const linear = linearSentences(experiment, summary);
  const rivals = verdictRivalsOf(experiment, summary, verdicts);
  if (verdicts.length === 0)
    return <p className={styles['alone']}>{text.punctuation.sentences([sentence, ...linear])}</p>;
  const title = words.title(name);
  const holds = verdictScopeSentence(experiment, summary);
  return (
    <section aria-label={title} className={styles['answer']}>
      <div>
        <h2 className={styles['sentence']}>{withUnbrokenPercent(sentence)}</h2>
        {linear.map((said) => (
          <p key={said} className={styles['linear']}>
            {said}
          </p>
        ))}
        <p className={styles['holds']}>
          {holds} <RunState experiment={experiment} summary={summary} />
        </p>
      </div>
      <ForestPlot
        title={title}
        hidesTitle
        said={[sentence, ...linear, holds]}
        exportFoot={() => verdictFootOf(experiment)}
        reference={name}
        rivals={rivals}
        tie={equalityRange(summary.rules.margin)}
        words={{ ...words.forest, name: words.forest.plotName(name) }}
        layoutOf={(width) => verdictForestOf(rivals, width)}
        csvRows={() => verdictNumbers(experiment, summary)}
        table={() => (
          <Lazy part={tablePart}>
            {({ VerdictTable }) => <VerdictTable title={title} experiment={experiment} summary={summary} />}
          </Lazy>
        )}
      />
      <VerdictBasis experiment={experiment} summary={summary} />
      {below}
    </section>
  );
}

const verdictFootOf = (experiment: Experiment): PictureFoot => ({
  words: text.saving.madeWith(text.app.title, thisRelease),
  address: `${location.href.replace(/#.*$/, '')}#${linkOfAll(experiment, null, thisRelease)}`,
});

function VerdictBasis({ experiment, summary }: ShownRun) {
  const cautions = useVerdictCautions(experiment, summary);
  return (
    <Fold part="method" className={`${panelStyles['method']} ${styles['method']}`}>
      <summary>
        {words.method}
        {cautions.length > 0 && <span className={styles['count']}>{words.numCautions(cautions.length)}</span>}
      </summary>
      {cautions.map((caution) => (
        <p key={caution} className={styles['caution']}>
          {caution}
        </p>
      ))}
      <p>{words.help}</p>
      <p>{words.threeAnswers}</p>
      {summary.numReplicas > 1 && <p>{words.lists}</p>}
      <p>{words.forest.hint}</p>
      <p>{text.punctuation.sentence(capitalised(verdictFacts(experiment, summary).join(' · ')))}</p>
    </Fold>
  );
}

// Shown before there is a verdict, in its height.
function VerdictPlaceholder({ experiment: { cards, tasks } }: Pick<ShownRun, 'experiment'>) {
  const forest = `${forestHeight(cards.length - 1, tasks.length)}px`;
  return (
    <p className={styles['notYet']} style={{ '--forest': forest } as CSSProperties}>
      {words.notYet}
    </p>
  );
}

function useVerdictCautions(experiment: Experiment, summary: RunSummary): readonly string[] {
  const before = useSeenWithFewer(experiment);
  const raised = before === null ? [] : [words.cautions.raised(summary.numReplicas, before)];
  const givenTo = useRunStatus((status) => status.givenTo);
  const known = useRunStatus((status) => status.knownLosses);
  return [...raised, ...cautionsOf(experiment, summary, givenTo, known)];
}

function RunState({ experiment, summary: { isProvisional } }: ShownRun) {
  const isEarlier = useCursorStep(experiment) !== null;
  const { isStale } = useShownExperiment();
  const savedBy = useRunStatus(({ phase, origin }) => (phase === 'recorded' ? origin : null));
  if (isStale) return words.stale;
  // The caption has no room for both the step and the run's state.
  if (isEarlier) return <WholeRunNote experiment={experiment} />;
  const state = isProvisional ? 'provisional' : savedBy === null ? 'final' : 'saved';
  const hint = state === 'saved' ? savedBy && text.app.run.recordedOf[savedBy] : words.stateHints[state];
  return <StatePill state={state} hint={hint} />;
}

interface StatePillProps {
  readonly state: keyof typeof words.states;
  readonly hint?: string | null;
}

export const StatePill = ({ state, hint = words.stateHints.provisional }: StatePillProps) => (
  <span className={styles['state']} data-state={state} title={hint ?? undefined}>
    {words.states[state]}
  </span>
);

export const verdictRivalsOf = (
  experiment: Experiment,
  summary: RunSummary,
  verdicts: readonly CardVerdict[],
): readonly VerdictRival[] =>
  verdicts.flatMap(({ cardId, overall, tasks }) => {
    const card = experiment.cards.find(({ id }) => id === cardId);
    if (card === undefined) return [];
    const style = styleOfCard(card);
    const rivalEffectOf = (comparison: PairComparison, task: number | null): RivalEffect => {
      const of =
        task === null ? text.answer.overall : words.forest.onTask(experiment.tasks[task]?.name ?? '');
      const said = words.forest.said(style.name, of, comparisonPhrases(comparison, summary));
      return {
        task,
        gain: decidingIntervalOf(comparison).interval,
        tone: toneOfConclusion(comparison.conclusion),
        said,
      };
    };
    return [
      {
        ...style,
        short: shortWords(overall, summary),
        tone: toneOfConclusion(overall.conclusion),
        overall: rivalEffectOf(overall, null),
        tasks: tasks.map(rivalEffectOf),
        dots: replicaDotsOf(overall.perReplica, outlyingAgainst(summary, cardId, null)),
      },
    ];
  });

/** Same words from long to short; the shortest keep the conclusion without the number. */
const shortWords = (comparison: PairComparison, summary: RunSummary): readonly string[] => {
  const conclusion = conclusionWords(comparison);
  const rest = [...conclusion, ...leftOutWords(comparison, summary)];
  const effects = [summary.referenceId, ''].map((than) =>
    comparison.isIdentical ? [] : effectPhrases(comparison, than),
  );
  return [
    ...effects.map((effect) => [...effect, ...rest]),
    ...(conclusion.length > 0 ? [conclusion] : []),
  ].map(text.punctuation.list);
};

const comparisonPhrases = (comparison: PairComparison, summary: RunSummary): readonly string[] => {
  const { rules } = summary;
  const { gain, numBetter, isIdentical } = comparison;
  const interval = intervalWords(comparison);
  const isMeasured = interval !== '' && !isIdentical;
  return [
    ...effectPhrases(comparison, summary.referenceId).map((effect) =>
      isMeasured ? words.withEffect(effect, interval) : effect,
    ),
    ...conclusionWords(comparison),
    ...(isMeasured ? [words.aheadIn(numBetter, gain.n)] : []),
    ...qualificationsOf(comparison, rules),
    ...leftOutWords(comparison, summary),
  ];
};

const leftOutWords = ({ gain }: PairComparison, { numReplicas }: RunSummary): readonly string[] =>
  gain.numLeftOut > 0 ? [text.answer.diverged(gain.numLeftOut, numReplicas)] : [];

const effectPhrases = (comparison: PairComparison, than: string): readonly string[] =>
  [effectWords(comparison, than)].filter((said) => said !== '');

/** Empty if the words of the effect imply it. */
const conclusionWords = ({ conclusion, isIdentical }: PairComparison): readonly string[] => {
  if (isIdentical) return [text.answer.identical];
  return conclusion === 'better' || conclusion === 'worse' ? [] : [text.answer.conclusion(conclusion)];
};
