/**
 * What could be learned: the true functions of a source, and where in the space of inputs its tasks point. Not part of what the
 * registry says of a source, since training does without.
 */
import { repairOf } from './correlation.ts';
import { positiveProbability } from './floor.ts';
import { logOdds, standardised } from './labelling.ts';
import {
  type DrawnSignals,
  labellingsOf,
  rawSplitOf,
  type SignalsOf,
  signalsOfRows,
  worldOf,
} from './replica.ts';
import { drawnFeatures, featureSignals } from './sharedFeatures.ts';
import { sharedFeaturesInfo } from './sharedFeaturesInfo.ts';
import { matricesOf } from './sourceSetup.ts';
import { drawnSines, sineSignals } from './synthetic.ts';
import { syntheticInfo } from './syntheticInfo.ts';
import type { DataSetup, Matrix } from './types.ts';

/** What a source says of the tasks of a replica. */
interface TrueTasks {
  readonly signalsOf: (setup: DataSetup, replica: number) => DrawnSignals;
  /** Of tasks with that correlation matrix, `[T][d]`, of any length; inputs after the d-th enter no target. */
  readonly directionsWith: (setup: DataSetup, replica: number) => (correlation: Matrix) => Matrix;
}

const sources: ReadonlyMap<string, TrueTasks> = new Map([
  [
    syntheticInfo.id,
    {
      signalsOf: sineSignals,
      directionsWith: (setup, replica) => {
        const { weightsWith } = drawnSines(setup, replica);
        return (correlation) => weightsWith(correlation).map((weights) => Array.from(weights));
      },
    },
  ],
  [sharedFeaturesInfo.id, { signalsOf: featureSignals, directionsWith: directionsOfFeatures }],
]);

/** A task points where its features do, each as much as the task takes of it: so tasks of one group have the cosines asked for. */
function directionsOfFeatures(setup: DataSetup, replica: number): (correlation: Matrix) => Matrix {
  const { features, ofTask, headsWith } = drawnFeatures(setup, replica);
  return (correlation) =>
    headsWith(correlation).map((head, task) => {
      const own = (ofTask[task] ?? []).map((k) => features[k]?.direction ?? new Float64Array());
      return Array.from(own[0] ?? [], (_, input) =>
        own.reduce((sum, direction, place) => sum + (head[place] ?? 0) * (direction[input] ?? 0), 0),
      );
    });
}

/**
 * The true function of a replica: the best prediction of every task, as a logit of the networks, `[T][N]`, from any rows `[N, I]`:
 * the standardised target without its noise, or the log odds of a positive. Makes the training rows once, which fix means and
 * deviations. Null for a source that was not made to order.
 */
export function truthOf(setup: DataSetup, replica: number): SignalsOf | null {
  const source = sources.get(setup.data.source);
  if (source === undefined) return null;
  const { rows, signals } = source.signalsOf(setup, replica);
  const world = worldOf(setup, rows, signals);
  const labellings = labellingsOf(rawSplitOf('train', setup.data.numTrainRows, world), world);
  return (inputs) => {
    const raw = signalsOfRows(inputs, world);
    return labellings.map((labelling, task) => {
      const known = standardised(raw[task] ?? new Float64Array(), labelling);
      if (labelling.logistic === null) return known;
      const noise = (world.noise[task] ?? 0) / labelling.deviation;
      return known.map(positiveProbability(known, noise, labelling.logistic)).map(logOdds);
    });
  };
}

/**
 * Where the tasks of a replica point, unit vectors `[T][I]`: for all rows, or for each sign of the last input. Null for a source
 * whose tasks have no direction.
 */
export function taskDirectionsOf(setup: DataSetup, replica: number): readonly Matrix[] | null {
  const directionsWith = sources.get(setup.data.source)?.directionsWith(setup, replica);
  if (directionsWith === undefined) return null;
  return matricesOf(setup.data).map((matrix) =>
    directionsWith(repairOf(matrix).matrix).map((direction) => asUnit(direction, setup.data.inputDim)),
  );
}

function asUnit(direction: readonly number[], inputDim: number): readonly number[] {
  const length = Math.sqrt(direction.reduce((sum, value) => sum + value * value, 0));
  return Array.from({ length: inputDim }, (_, input) => (direction[input] ?? 0) / length);
}
