/** Trains the experiment on many draws of its tasks, to see whether the verdict holds for them. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Comparison } from '../../../src/analysis/verdict.ts';
import { workOf } from '../../../src/experiment/costs/work.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import {
  decidingOf,
  effectWords,
  intervalWords,
  verdictHolds,
  verdictSentence,
  verdictsOf,
} from '../../../src/run/report/verdictWords.ts';
import { remainingValues } from '../../../src/studies/sweep/sweep.ts';
import {
  DRAWS_PLANNED,
  experimentOnDraw,
  numDrawsIn,
  numDrawsOf,
  overDraws,
  type TaskDraws,
  type TaskDrawsPoint,
  taskDrawsOf,
} from '../../../src/studies/sweep/taskDraws.ts';
import { aheadSentence, drawsNumbers } from '../../../src/studies/sweep/taskDrawsWords.ts';
import { formatGain } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { ForestPlot } from '../../charts/forest/ForestPlot.tsx';
import { type DrawsRival, drawsForestOf } from '../../charts/forest/forest.ts';
import { openExperiment } from '../../state/link/openExperiment.ts';
import { usePlayground } from '../../state/playground.ts';
import { drawsOfExperiment, pointControllersOf } from '../../state/sweep/pointControllers.ts';
import {
  isBusy,
  isSameSweep,
  type PointsState,
  type Sweep,
  secondsFor,
} from '../../state/sweep/sweepState.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { formatDuration } from '../../ui/format.ts';
import { NumbersTable } from '../../ui/NumbersTable.tsx';
import { nameOfCard, styleOfCard } from '../../view/useSeries.ts';
import { PointsProgress, StartButtons, StopButtons } from '../sweep/PointsProgress.tsx';
import styles from '../sweep/Sweep.module.css';
import { useKnownWork } from '../sweep/useSweep.ts';
import { toneOf } from '../verdict/Effect.tsx';

const words = text.draws;

export function Draws({ experiment }: { readonly experiment: Experiment }) {
  const { draws: controller } = pointControllersOf(usePlayground());
  const state = useStore(controller.store);
  const wanted = useMemo(() => drawsOfExperiment(experiment, DRAWS_PLANNED), [experiment]);
  const isSame = useMemo(() => isSameSweep(state.sweep, wanted), [state.sweep, wanted]);
  const { sweep, points } = state;
  const isShown = sweep !== null && (isSame || isBusy(state));
  const found = useMemo(
    () => (isShown ? taskDrawsOf(sweep.experiment, points, numDrawsOf(sweep)) : null),
    [isShown, sweep, points],
  );
  return (
    <div>
      {isBusy(state) && sweep !== null ? (
        <div className={styles['running']}>
          <PointsProgress
            state={state}
            sweep={sweep}
            numIn={(values) => numDrawsIn(sweep, values)}
            words={{ ...words.status, left: words.cost.left }}
          />
          <div className="row">
            <StopButtons controller={controller} phase={state.phase} words={words.actions} />
            <span className={styles['note']}>{words.status.otherRun}</span>
          </div>
        </div>
      ) : (
        <Resting state={state} wanted={wanted} isSame={isSame} />
      )}
      {state.failure !== null && isShown && <Banner tone="bad">{state.failure}</Banner>}
      {!state.isKept && isShown && <Banner tone="warn">{words.status.notKept}</Banner>}
      {isShown && found && <Found experiment={sweep.experiment} found={found} />}
    </div>
  );
}

const noPoints: readonly TaskDrawsPoint[] = [];

interface RestingProps {
  readonly state: PointsState<TaskDrawsPoint>;
  readonly wanted: Sweep;
  readonly isSame: boolean;
}

function Resting({ state, wanted, isSame }: RestingProps) {
  const { draws: controller } = pointControllersOf(usePlayground());
  const points = isSame ? state.points : noPoints;
  const missing = useMemo(() => remainingValues(wanted, points), [wanted, points]);
  const numMissing = numDrawsIn(wanted, missing);
  // Null: no such work was timed yet.
  const known = useKnownWork(state.measured);
  const workOfDraw = useMemo(() => workOf(overDraws(wanted.experiment, 1)).total, [wanted]);
  const seconds = known && secondsFor(missing.length, numMissing * workOfDraw, known);
  const isOther = !isSame && state.points.length > 0;
  const cost = seconds === null ? words.cost.unknown : words.cost.about(formatDuration(seconds));
  return (
    <StartButtons
      start={missing.length > 0 ? () => controller.start(wanted) : null}
      clear={points.length > 0 ? controller.clear : null}
      words={{
        start: points.length > 0 ? words.goOn(numMissing) : words.ask,
        clear: words.actions.clear,
      }}
    >
      <span className={styles['note']}>
        {missing.length === 0
          ? words.allTrained(numDrawsOf(wanted))
          : `${words.explained(DRAWS_PLANNED)} ${cost}${isOther ? ` ${words.otherSetUp}` : ''}`}
      </span>
    </StartButtons>
  );
}

function Found({ experiment, found }: { readonly experiment: Experiment; readonly found: TaskDraws }) {
  const playground = usePlayground();
  const rivals = useMemo(() => rivalsOf(found), [found]);
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
      <p className={styles['note']}>{verdictHolds(found.experiment, found.summary)}</p>
      <p className={styles['note']}>{aheadSentence(found)}</p>
      <ForestPlot
        title={words.title}
        note={words.note(found.draws.length)}
        reference={nameOfCard(reference)}
        rivals={rivals}
        words={{ name: words.plotName(nameOfCard(reference)), help: words.plotHelp }}
        layoutOf={(width) => drawsForestOf(rivals, width, saidOf)}
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
              ...rivals.map(({ dots }) => shown(dots[replica]?.gain ?? Number.NaN)),
            ])}
          />
        )}
        onChoose={({ id }) => open(id)}
      />
      <p className={styles['note']}>{words.plotHint}</p>
    </div>
  );
}

const saidOf = (draw: number, gain: number, { name }: DrawsRival): string =>
  words.dot(draw, name, formatGain(gain));

const rivalsOf = ({ draws, experiment, summary }: TaskDraws): readonly DrawsRival[] =>
  verdictsOf(summary).flatMap(({ against, overall }) => {
    const card = experiment.cards.find(({ id }) => id === against);
    if (card === undefined) return [];
    return [
      {
        ...styleOfCard(card),
        gain: decidingOf(overall).interval,
        tone: toneOf(overall.conclusion),
        dots: draws.map((draw, replica) => ({ draw, gain: overall.perReplica[replica] ?? Number.NaN })),
        short: shortOf(overall),
      },
    ];
  });

/** "better by 3.1 % (+1.0 % to +5.2 %)". */
const shortOf = (comparison: Comparison): string =>
  words.effect(effectWords(comparison), intervalWords(comparison));

const shown = (gain: number): string => (Number.isFinite(gain) ? formatGain(gain) : text.app.ui.noValue);
