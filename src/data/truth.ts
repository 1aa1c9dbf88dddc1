/** Gives the true functions of a source, the directions of its tasks, and the data-generating process of its rows. */
import { usedMatricesOf } from './correlation.ts';
import { byGroup } from './drawnTasks.ts';
import { logOdds, positiveProbability, standardisedTargets } from './labelling.ts';
import { labellingRulesOf, rawSplitOf, replicaContextOf, signalsOfRows } from './replica.ts';
import { drawnTasksOf } from './sources/registry.ts';
import type { DataProcess, DataSetup, Matrix, TrueFunctions } from './types.ts';

/** Logits `[T][N]` from rows `[N, I]`. Null if the truth is unknown. */
export function trueSignalsOf(setup: DataSetup, replica: number): TrueFunctions | null {
  const drawn = drawnTasksOf(setup, replica);
  if (drawn === null) return null;
  const world = replicaContextOf(setup, drawn);
  const labellings = labellingRulesOf(rawSplitOf('train', setup.data.numTrainRows, world), world);
  return (inputs) => {
    const raw = signalsOfRows(inputs, world);
    return labellings.map((labelling, task) => {
      const known = standardisedTargets(raw[task] ?? new Float64Array(), labelling);
      if (labelling.logistic === null) return known;
      const noise = (world.noise[task] ?? 0) / labelling.deviation;
      return known.map(positiveProbability(known, noise, labelling.logistic)).map(logOdds);
    });
  };
}

/** Unit vectors `[T][I]`: for all rows (of the first group), or per sign of the last input. Null if tasks have no direction. */
export function taskDirectionsOf(setup: DataSetup, replica: number): readonly Matrix[] | null {
  const drawn = drawnTasksOf(setup, replica);
  if (drawn === null) return null;
  return usedMatricesOf(setup.data).map((matrix) =>
    drawn.directionsWith(matrix, 0).map((direction) => paddedUnitVector(direction, setup.data.inputDim)),
  );
}

function paddedUnitVector(direction: readonly number[], inputDim: number): readonly number[] {
  const length = Math.sqrt(direction.reduce((sum, value) => sum + value * value, 0));
  return Array.from({ length: inputDim }, (_, input) => (direction[input] ?? 0) / length);
}

export function dataProcessOf(setup: DataSetup, replica: number): DataProcess | null {
  const drawn = drawnTasksOf(setup, replica);
  if (drawn === null) return null;
  const { variance, constants, weightsWith } = drawn;
  const weights = usedMatricesOf(setup.data).flatMap((matrix) =>
    byGroup(setup.data, (group) => weightsWith(matrix, group)),
  );
  return { variance, constants, weights };
}
