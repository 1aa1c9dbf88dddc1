/** Buttons of a sweep, and what it will cost. */

import { useMemo } from 'react';
import { totalWorkOf } from '../../../src/experiment/costs/work.ts';
import { trainedExperimentOf } from '../../../src/experiment/derived/trained.ts';
import { remainingValues } from '../../../src/studies/sweep/sweep.ts';
import { formatCount, formatSpeed } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import { useExperiment } from '../../state/playground.ts';
import {
  isSameSweep,
  type KnownWork,
  type Measurement,
  type Sweep,
  secondsFor,
} from '../../state/sweep/sweepState.ts';
import { formatDuration } from '../../ui/format.ts';
import { PointsProgress, StartButtons, StopButtons } from './PointsProgress.tsx';
import styles from './Sweep.module.css';
import { settingWords, useIsSameSweep, useKnownWork, useSweep, useSweepState } from './useSweep.ts';

const words = text.sweep.actions;

interface Props {
  /** Null if the form cannot be trained. */
  readonly drafted: Sweep | null;
}

export function SweepActions({ drafted }: Props) {
  const controller = useSweep();
  const phase = useSweepState((state) => state.phase);
  if (phase !== 'measuring' && phase !== 'running' && phase !== 'paused')
    return <Resting drafted={drafted} />;
  return (
    <>
      {phase === 'measuring' ? <p className={styles['note']}>{text.sweep.cost.measuring}</p> : <Progress />}
      <div className={styles['actions']}>
        <StopButtons look="primary" controller={controller} phase={phase} words={words} />
        {phase === 'running' && <span className="note">{status.playPauses}</span>}
      </div>
    </>
  );
}

const { status } = text.sweep;

function Progress() {
  const state = useSweepState((current) => current);
  const { sweep } = state;
  if (sweep === null) return null;
  const { axis, values } = sweep;
  return (
    <div className={styles['progress']}>
      <PointsProgress
        state={state}
        sweep={sweep}
        numIn={({ length }) => length}
        words={status}
        pointWords={({ value, step }, { numSteps }, numDone) => {
          const point = status.point(numDone + 1, values.length, settingWords(axis, value));
          // The setting may be the number of steps.
          return `${point} · ${status.steps(formatCount(step), formatCount(numSteps))}`;
        }}
      />
      <OtherExperiment sweep={sweep} />
    </div>
  );
}

// Edits on the left do not reach a sweep under way.
function OtherExperiment({ sweep }: { readonly sweep: Sweep }) {
  const experiment = useExperiment();
  const isOther = useMemo(() => {
    const ids = sweep.experiment.cards.map(({ id }) => id);
    const now = { ...experiment, cards: experiment.cards.filter(({ id }) => ids.includes(id)) };
    return !isSameSweep({ ...sweep, experiment: now }, sweep);
  }, [sweep, experiment]);
  return isOther && <p className={styles['note']}>{status.experimentChanged}</p>;
}

function Resting({ drafted }: Props) {
  const controller = useSweep();
  const points = useSweepState((state) => state.points);
  const measured = useSweepState((state) => state.measured);
  const isSame = useIsSameSweep(drafted);
  const known = useKnownWork(measured);
  const missing = useMemo(
    () => (drafted === null ? [] : remainingValues(drafted, isSame ? points : [])),
    [drafted, isSame, points],
  );
  const canStart = drafted !== null && missing.length > 0;
  const goesOn = isSame && points.length > 0;
  return (
    <>
      {canStart && <Cost drafted={drafted} values={missing} measured={measured} known={known} />}
      <StartButtons
        start={canStart ? () => controller.startDrafted(drafted) : null}
        measure={canStart && known === null ? () => controller.measure(drafted) : null}
        clear={points.length > 0 ? controller.clear : null}
        words={{
          start: goesOn ? words.goOnWith(missing.length) : words.start,
          measure: text.sweep.cost.measure,
          clear: words.clear,
        }}
      >
        {drafted !== null && missing.length === 0 && <span className="note">{words.allTrained}</span>}
      </StartButtons>
    </>
  );
}

interface CostProps {
  readonly drafted: Sweep;
  /** Still to be trained. */
  readonly values: readonly number[];
  readonly measured: Measurement | null;
  readonly known: KnownWork | null;
}

function Cost({ drafted, values, measured, known }: CostProps) {
  const size = useMemo(() => sizeOf(drafted, values), [drafted, values]);
  const isKnown = known !== null;
  const work = useMemo(() => (isKnown ? workFor(drafted, values) : 0), [drafted, values, isKnown]);
  const seconds = known === null ? null : secondsFor(values.length, work, known);
  return (
    <p className={styles['cost']}>
      {seconds === null ? (
        text.sweep.cost.unknown(size)
      ) : (
        <strong>{text.sweep.cost.about(size, formatDuration(seconds))}</strong>
      )}
      {isKnown && (
        <span className="note">
          {' '}
          {measured === null ? text.sweep.cost.measuredByRun : howMeasured(measured)}
        </span>
      )}
    </p>
  );
}

const workFor = ({ experiment, axis }: Sweep, values: readonly number[]): number =>
  totalWorkOf(values.map((value) => axis.experimentAt(experiment, value)));

function sizeOf({ experiment, axis }: Sweep, values: readonly number[]): string {
  const trained = trainedExperimentOf(axis.experimentAt(experiment, values[0] ?? 0));
  return text.sweep.cost.size(values.length, trained.cards.length, trained.training.numReplicas);
}

function howMeasured({ by, numSteps, seconds, backend }: Measurement): string {
  const [speed, label] = [formatSpeed(numSteps / seconds), text.session.backendLabel(backend)];
  return by === 'probe'
    ? text.sweep.cost.measuredByProbe(formatCount(numSteps), speed, label)
    : text.sweep.cost.measuredByPoint(speed, label);
}
