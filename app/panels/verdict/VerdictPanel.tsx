/** The verdict: each other card against the reference, overall and per task. */
import type { CSSProperties } from 'react';
import { equalityRange } from '../../../src/analysis/verdict.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { linkOfAll } from '../../../src/experiment/link/link.ts';
import { thisRelease } from '../../../src/experiment/versions.ts';
import { cautionsOf } from '../../../src/run/report/cautions.ts';
import { verdictNumbers } from '../../../src/run/report/verdictTables.ts';
import {
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
import { forestHeight, verdictForestOf } from '../../charts/forest/forest.ts';
import { useRunStatus, useSeenWithFewer, useShownExperiment } from '../../state/playground.ts';
import { withUnbrokenPercent } from '../../ui/format.ts';
import { Lazy, lazyPart } from '../../ui/Lazy.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { nameOfCard } from '../../view/cardNames.ts';
import { Fold } from '../../view/Fold.tsx';
import { useCursorStep } from '../../view/moments.ts';
import type { ShownRun } from '../../view/useCards.ts';
import { WholeRunNote } from './Outcomes.tsx';
import styles from './verdict.module.css';
import { verdictRivalsOf } from './verdictRivals.ts';

const words = text.verdict;

const tablePart = lazyPart(() => import('./VerdictTable.tsx'));

export interface VerdictProps {
  readonly experiment: Experiment;
  readonly summary: RunSummary | null;
}

export function VerdictPanel({ experiment, summary }: VerdictProps) {
  const reference = experiment.cards.find(({ id }) => id === summary?.referenceId);
  if (summary === null || reference === undefined) return <VerdictPlaceholder experiment={experiment} />;
  const name = nameOfCard(reference);
  const verdicts = verdictsOf(summary);
  const sentence = verdictSentence(experiment, summary);
  const rivals = verdictRivalsOf(experiment, summary, verdicts);
  if (verdicts.length === 0) return <p className={styles['alone']}>{sentence}</p>;
  const title = words.title(name);
  const holds = verdictScopeSentence(experiment, summary);
  return (
    <section aria-label={title} className={styles['answer']}>
      <div>
        <h2 className={styles['sentence']}>{withUnbrokenPercent(sentence)}</h2>
        <p className={styles['holds']}>
          {holds} <RunState experiment={experiment} summary={summary} />
        </p>
      </div>
      <ForestPlot
        title={title}
        hidesTitle
        said={[sentence, holds]}
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
    </section>
  );
}

const verdictFootOf = (experiment: Experiment): PictureFoot => ({
  words: text.saving.madeWith(text.app.title, thisRelease),
  address: `${location.href.replace(/#.*$/, '')}#${linkOfAll(experiment)}`,
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
  return (
    <span className={styles['state']} data-state={state} title={hint ?? undefined}>
      {words.states[state]}
    </span>
  );
}
