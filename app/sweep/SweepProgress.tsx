/** How far a sweep is, and for how long. */
import { remainingValues, sweepText } from '../../src/index.ts';
import { formatStep } from '../charts/format.ts';
import { useExperiment } from '../state/playground.ts';
import { formatDuration } from '../ui/format.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import styles from './Sweep.module.css';
import { settingWords } from './settingWords.ts';
import { isBusy, type Sweep, type SweepState, secondsLeft, sweepKeyOf } from './sweepState.ts';
import { type SweepProps, useSweepState } from './useSweep.ts';

const words = sweepText.status;

export function SweepProgress({ controller }: SweepProps) {
  const state = useSweepState(controller, (current) => current);
  if (state.phase === 'measuring') return <p className={styles['note']}>{sweepText.cost.measuring}</p>;
  if (state.sweep === null || !isBusy(state)) return null;
  return <Running state={state} sweep={state.sweep} />;
}

interface RunningProps {
  readonly state: SweepState;
  readonly sweep: Sweep;
}

function Running({ state, sweep }: RunningProps) {
  const { points, current, phase } = state;
  const count = sweep.values.length;
  const numDone = count - remainingValues(sweep, points).length;
  const numSteps = stepsOf(state, sweep);
  const share = (numDone + (current?.step ?? 0) / numSteps) / count;
  return (
    <div className={styles['progress']}>
      <div className={styles['progressWords']}>
        <span>{pointWords(state, sweep, numDone)}</span>
        <span>{phase === 'paused' ? words.paused : leftWords(state)}</span>
      </div>
      <ProgressBar
        label={words.progress}
        value={numDone}
        max={count}
        valueText={words.numDone(numDone, count)}
        share={share}
      />
      <OtherExperiment sweep={sweep} />
    </div>
  );
}

/** Of the point that is trained now: the setting may be the number of steps. */
const stepsOf = ({ current }: SweepState, { axis, experiment }: Sweep): number =>
  (current === null ? experiment : axis.experimentAt(experiment, current.value)).training.numSteps;

function pointWords(state: SweepState, sweep: Sweep, numDone: number): string {
  const { current } = state;
  const count = sweep.values.length;
  if (current === null) return words.numDone(numDone, count);
  const point = words.point(numDone + 1, count, settingWords(sweep.axis, current.value));
  return `${point} · ${words.steps(formatStep(current.step), formatStep(stepsOf(state, sweep)))}`;
}

function leftWords(state: SweepState): string {
  const seconds = secondsLeft(state);
  return seconds === null ? '' : words.left(formatDuration(seconds));
}

/** Edits on the left do not reach a sweep that is under way. */
function OtherExperiment({ sweep }: { readonly sweep: Sweep }) {
  const experiment = useExperiment();
  const ids = sweep.experiment.cards.map(({ id }) => id);
  const now = { ...experiment, cards: experiment.cards.filter(({ id }) => ids.includes(id)) };
  if (sweepKeyOf({ ...sweep, experiment: now }) === sweepKeyOf(sweep)) return null;
  return <p className={styles['note']}>{words.experimentChanged}</p>;
}
