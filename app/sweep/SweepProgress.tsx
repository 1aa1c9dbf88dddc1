/** Progress of a sweep, and the time that is left. */
import { useMemo } from 'react';
import { formatCount } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';
import { useExperiment } from '../state/playground.ts';
import { isBusy, isSameSweep, type Sweep } from '../state/sweep/sweepState.ts';
import { PointsProgress } from './PointsProgress.tsx';
import styles from './Sweep.module.css';
import { type SweepProps, settingWords, useSweepState } from './useSweep.ts';

const words = text.sweep.status;

export function SweepProgress({ controller }: SweepProps) {
  const state = useSweepState(controller, (current) => current);
  const { sweep } = state;
  if (state.phase === 'measuring') return <p className={styles['note']}>{text.sweep.cost.measuring}</p>;
  if (sweep === null || !isBusy(state)) return null;
  const { axis, values } = sweep;
  return (
    <div className={styles['progress']}>
      <PointsProgress
        state={state}
        sweep={sweep}
        numIn={({ length }) => length}
        words={words}
        pointWords={({ value, step }, { numSteps }, numDone) => {
          const point = words.point(numDone + 1, values.length, settingWords(axis, value));
          // The setting may be the number of steps.
          return `${point} · ${words.steps(formatCount(step), formatCount(numSteps))}`;
        }}
      />
      <OtherExperiment sweep={sweep} />
    </div>
  );
}

/** Edits on the left do not reach a sweep that is under way. */
function OtherExperiment({ sweep }: { readonly sweep: Sweep }) {
  const experiment = useExperiment();
  const isOther = useMemo(() => {
    const ids = sweep.experiment.cards.map(({ id }) => id);
    const now = { ...experiment, cards: experiment.cards.filter(({ id }) => ids.includes(id)) };
    return !isSameSweep({ ...sweep, experiment: now }, sweep);
  }, [sweep, experiment]);
  return isOther && <p className={styles['note']}>{words.experimentChanged}</p>;
}
