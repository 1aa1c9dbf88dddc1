/** Trains the experiment on many draws of its tasks, to see whether the verdict holds for them. */
import { useMemo } from 'react';
import { resplitsRows, sharesRows } from '../../../src/data/rows.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import {
  decidingIntervalOf,
  effectWords,
  intervalWords,
  verdictScopeSentence,
  verdictSentence,
  verdictsOf,
} from '../../../src/run/report/verdictWords.ts';
import {
  DRAWS_PLANNED,
  experimentOnDraw,
  numDrawsIn,
  type TaskDraws,
  taskDrawsOf,
  taskDrawsStudy,
} from '../../../src/studies/sweep/taskDraws.ts';
import { aheadSentence, drawsNumbers } from '../../../src/studies/sweep/taskDrawsWords.ts';
import { formatGain } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { ForestPlot } from '../../charts/forest/ForestPlot.tsx';
import { type DrawsRival, drawsForestOf } from '../../charts/forest/forest.ts';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { usePlayground } from '../../state/playground.ts';
import { isBusy } from '../../state/sweep/studyState.ts';
import { sweepControllersOf } from '../../state/sweep/sweepController.ts';
import { Button } from '../../ui/Button.tsx';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import { nameOfCard, styleOfCard } from '../../view/cardNames.ts';
import { StudyFrame, useStudy } from '../sweep/StudyFrame.tsx';
import styles from '../sweep/Sweep.module.css';
import { toneOfConclusion } from '../verdict/Effect.tsx';

const words = text.draws;

export function Draws({ experiment }: { readonly experiment: Experiment }) {
  if (!sharesRows(experiment.data)) return <DrawsStudy experiment={experiment} />;
  return (
    <p className={styles['note']}>
      {words.notOfFile} {!resplitsRows(experiment.data) && words.canResplit}
    </p>
  );
}

function DrawsStudy({ experiment }: { readonly experiment: Experiment }) {
  const { draws: controller } = sweepControllersOf(usePlayground());
  const wanted = useMemo(() => taskDrawsStudy(experiment, DRAWS_PLANNED), [experiment]);
  const shown = useStudy(controller, wanted);
  const { state, isSame, missing, numDone, duration } = shown;
  const { study, points } = state;
  const isShown = study !== null && (isSame || isBusy(state));
  const found = useMemo(() => (isShown ? taskDrawsOf(study, points) : null), [isShown, study, points]);
  const cost = duration === null ? words.cost.unknown : words.cost.about(duration);
  return (
    <div>
      <StudyFrame
        study={shown}
        startWords={numDone > 0 ? words.goOn(numDrawsIn(missing)) : words.ask}
        note={
          <span className={styles['note']}>
            {missing.length === 0
              ? words.allTrained(DRAWS_PLANNED)
              : `${words.explained(DRAWS_PLANNED)} ${cost}`}
          </span>
        }
      />
      {isShown && found && <TaskDrawsResults experiment={study.experiment} found={found} />}
    </div>
  );
}

function TaskDrawsResults({
  experiment,
  found,
}: {
  readonly experiment: Experiment;
  readonly found: TaskDraws;
}) {
  const playground = usePlayground();
  const rivals = useMemo(() => drawsRivalsOf(found), [found]);
  const reference = experiment.cards.find(({ id }) => id === found.summary.referenceId);
  const open = (draw: number): void =>
    openExperiment(
      playground,
      { experiment: experimentOnDraw(experiment, draw) },
      { message: words.opened(draw) },
    );
  if (reference === undefined || rivals.length === 0) return null;
  return (
    <div className={styles['found']}>
      <p className={styles['answer']}>{verdictSentence(found.experiment, found.summary)}</p>
      <p className={styles['note']}>{verdictScopeSentence(found.experiment, found.summary)}</p>
      <p className={styles['note']}>{aheadSentence(found)}</p>
      <ForestPlot
        title={words.title}
        note={words.note(found.draws.length)}
        reference={nameOfCard(reference)}
        rivals={rivals}
        words={{
          ...text.verdict.forest,
          name: words.plotName(nameOfCard(reference)),
          help: words.plotHelp,
        }}
        layoutOf={(width) => drawsForestOf(rivals, width, drawGainText)}
        csvRows={() => drawsNumbers(found)}
        table={() => (
          <NumbersTable
            headings={[words.draw, ...rivals.map(({ name }) => name)]}
            rows={found.draws.map((draw, replica) => [
              <>
                {draw}{' '}
                <Button look="link" aria-label={words.openDraw(draw)} onClick={() => open(draw)}>
                  {text.sweep.results.open}
                </Button>
              </>,
              ...rivals.map(({ dots }) => gainOrNoValue(dots[replica]?.gain ?? Number.NaN)),
            ])}
          />
        )}
        onChoose={({ id }) => open(id)}
      />
      <p className={styles['note']}>{words.plotHint}</p>
    </div>
  );
}

const drawGainText = (draw: number, gain: number, { name }: DrawsRival): string =>
  words.dot(draw, name, formatGain(gain));

const drawsRivalsOf = ({ draws, experiment, summary }: TaskDraws): readonly DrawsRival[] =>
  verdictsOf(summary).flatMap(({ cardId, overall }) => {
    const card = experiment.cards.find(({ id }) => id === cardId);
    if (card === undefined) return [];
    return [
      {
        ...styleOfCard(card),
        gain: decidingIntervalOf(overall).interval,
        tone: toneOfConclusion(overall.conclusion),
        dots: draws.map((draw, replica) => ({ draw, gain: overall.perReplica[replica] ?? Number.NaN })),
        short: [summary.referenceId, ''].map((than) =>
          words.effect(effectWords(overall, than), intervalWords(overall)),
        ),
      },
    ];
  });

const gainOrNoValue = (gain: number): string =>
  Number.isFinite(gain) ? formatGain(gain) : text.app.ui.noValue;
