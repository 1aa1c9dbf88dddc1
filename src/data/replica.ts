/**
 * Makes rows of a replica from noise-free targets. Each thing drawn has its own stream, (seed, replica, purpose, ...), so that changing or
 * appending a task changes no value of another, unless the source's own draws do.
 */
import { concatenatedFloats } from '../core/lists.ts';
import { createStream } from '../core/random.ts';
import { rowArithmetic } from './arithmetic/arithmetic.ts';
import { repairedCorrelation } from './correlation.ts';
import { byGroup, fillGroups, groupsOfRows } from './drawnTasks.ts';
import { isFunnel, precedingTaskOf, taskPathOf } from './funnel.ts';
import {
  irreducibleLossOf,
  type LabellingRule,
  labellingRuleOf,
  labelMask,
  labelsOf,
  positiveProbability,
  standardisedTargets,
} from './labelling.ts';
import {
  chanceGivenPath,
  dependentScores,
  labelsOfScores,
  noiseDependenceOf,
  noiseScores,
} from './noiseDependence.ts';
import type { PartName } from './table/parts.ts';
import type {
  DataSetup,
  DataSource,
  DrawnTasks,
  HeldOutData,
  ReplicaGenerator,
  SourceInfo,
  SplitData,
  TrueFunctions,
} from './types.ts';

export const madeToOrder = (info: SourceInfo, truth: NonNullable<DataSource['truth']>): DataSource => ({
  ...info,
  truth,
  replicaInParts: (setup, replica) => replicaFrom(setup, truth(setup, replica)),
});

/** Yields after each split. */
function* replicaFrom(setup: DataSetup, drawn: DrawnTasks): ReplicaGenerator {
  const { data } = setup;
  const world = replicaContextOf(setup, drawn);
  const train = rawSplitOf('train', data.numTrainRows, world);
  yield;
  const validation = rawSplitOf('validation', data.numValidationRows, world);
  yield;
  const test = rawSplitOf('test', data.numTestRows, world);
  yield;
  const labellings = labellingRulesOf(train, world);
  return {
    train: splitFromRaw(train, labellings, world),
    validation: heldOutFromRaw(validation, labellings, world),
    test: heldOutFromRaw(test, labellings, world),
  };
}

/** Noise of each task's raw target, as standard deviations `[T]`. */
export const noiseDeviationsOf = ({ tasks, data }: DataSetup, variance: number): readonly number[] =>
  tasks.map(({ noise }) => (data.noiseUnit === 'share' ? Math.sqrt(noise * variance) : noise));

type ReplicaContext = ReturnType<typeof replicaContextOf>;

export function replicaContextOf(setup: DataSetup, { rows, variance, signalsWith }: DrawnTasks) {
  const { data } = setup;
  const noise = noiseDeviationsOf(setup, variance);
  const { matrix } = repairedCorrelation(data.correlation);
  const signalsOf = byGroup(data, (group) => signalsWith(matrix, group));
  // For rows with a negative last input; null: the same.
  const second = data.secondCorrelation;
  const secondSignalsOf = second === null ? null : signalsWith(repairedCorrelation(second).matrix, 0);
  return { setup, replica: rows, signalsOf, secondSignalsOf, noise };
}

export function labellingRulesOf({ targets }: RawSplit, { setup }: ReplicaContext): readonly LabellingRule[] {
  return setup.tasks.map((task, index) =>
    labellingRuleOf(task, targets[index] ?? new Float64Array(), setup.data),
  );
}

type RawSplit = ReturnType<typeof rawSplitOf>;

/** `[T][N]`, raw; `targets` have noise. The same at every call. */
export function rawSplitOf(name: PartName, numRows: number, world: ReplicaContext) {
  const { data } = world.setup;
  const inputs = new Float32Array(numRows * data.inputDim); // [N, I]
  rowArithmetic.fillNormal([data.seed, world.replica, 'inputs', name], inputs);
  fillGroups(inputs, data, [data.seed, world.replica, 'groups', name]);
  const signals = signalsOfRows(inputs, world);
  const targets = signals.map((ofTask, index) => {
    const errors = new Float64Array(numRows);
    rowArithmetic.fillNormal([data.seed, world.replica, 'noise', name, index], errors);
    return errors.map((error, row) => (ofTask[row] ?? 0) + (world.noise[index] ?? 0) * error);
  });
  return { name, numRows, inputs, signals, targets };
}

export function signalsOfRows(
  inputs: Float32Array,
  { setup, signalsOf, secondSignalsOf }: ReplicaContext,
): readonly Float64Array[] {
  const { inputDim } = setup.data;
  const signals = signalsOfGroups(inputs, setup.data, signalsOf);
  const second = secondSignalsOf?.(inputs);
  if (second === undefined) return signals;
  const isSecond = (row: number) => (inputs[row * inputDim + inputDim - 1] ?? 0) < 0;
  return signals.map((ofTask, task) =>
    ofTask.map((signal, row) => (isSecond(row) ? (second[task]?.[row] ?? Number.NaN) : signal)),
  );
}

function signalsOfGroups(
  inputs: Float32Array,
  data: DataSetup['data'],
  signalsByGroup: readonly TrueFunctions[],
): readonly Float64Array[] {
  const [first] = signalsByGroup;
  if (first === undefined || signalsByGroup.length === 1) return first?.(inputs) ?? [];
  const { inputDim } = data;
  const groups = groupsOfRows(inputs, data);
  const signals = data.correlation.map(() => new Float64Array(groups.length));
  for (const [group, signalsOf] of signalsByGroup.entries()) {
    const rows = [...groups.keys()].filter((row) => groups[row] === group);
    const ofGroup = new Float32Array(rows.length * inputDim);
    for (const [place, row] of rows.entries())
      ofGroup.set(inputs.subarray(row * inputDim, (row + 1) * inputDim), place * inputDim);
    for (const [task, values] of signalsOf(ofGroup).entries())
      for (const [place, row] of rows.entries()) {
        const ofTask = signals[task];
        if (ofTask !== undefined) ofTask[row] = values[place] ?? Number.NaN;
      }
  }
  return signals;
}

/** Test rows are always labelled; others of a task after another only where that one is yes. The draws do not depend on it. */
function splitFromRaw(raw: RawSplit, labellings: readonly LabellingRule[], world: ReplicaContext): SplitData {
  const { setup, replica } = world;
  const { name, numRows, inputs } = raw;
  const dependent = dependentLabels(raw, labellings, world);
  const targets = new Float32Array(setup.tasks.length * numRows); // [T, N]
  const mask = new Float32Array(setup.tasks.length * numRows); // [T, N]
  for (const [index, labelling] of labellings.entries()) {
    const streamOf = (purpose: string) => createStream(setup.data.seed, replica, purpose, name, index);
    const fraction = name === 'train' ? (setup.tasks[index]?.labelFraction ?? 1) : 1;
    const present = labelMask(numRows, fraction, streamOf('labelled'));
    const labels =
      dependent?.[index] ??
      labelsOf(raw.targets[index] ?? new Float64Array(), labelling, streamOf('label'), present);
    const parent = name === 'test' ? null : precedingTaskOf(setup.tasks, index);
    if (parent !== null) hideUnaskedLabels(present, { targets, mask, from: parent * numRows });
    targets.set(
      labels.map((label, row) => (present[row] === 1 ? label : 0)),
      index * numRows,
    );
    mask.set(present, index * numRows);
  }
  return { numRows, inputs, targets, mask };
}

/** Labels `[T][N]` of tasks whose noise depends on that of the task before; null for other tasks. */
function dependentLabels(
  { name, signals, targets }: RawSplit,
  labellings: readonly LabellingRule[],
  { setup, replica, noise }: ReplicaContext,
): readonly (Float64Array | null)[] | null {
  const dependence = noiseDependenceOf(setup);
  if (dependence === 0) return null;
  const scores: (Float64Array | null)[] = [];
  return labellings.map((labelling, index) => {
    const { logistic, deviation } = labelling;
    scores.push(null);
    if (logistic === null) return null;
    const rows = {
      targets: standardisedTargets(targets[index] ?? new Float64Array(), labelling),
      signals: standardisedTargets(signals[index] ?? new Float64Array(), labelling),
      noise: (noise[index] ?? 0) / deviation,
      logistic,
    };
    const own = noiseScores(rows, createStream(setup.data.seed, replica, 'label', name, index));
    scores[index] = own;
    const before = scores[precedingTaskOf(setup.tasks, index) ?? -1];
    if (!before) return null;
    const together = dependentScores(own, before, dependence);
    scores[index] = together;
    return labelsOfScores(
      together,
      rows.signals.map(positiveProbability(rows.signals, rows.noise, logistic)),
    );
  });
}

/** Hides labels, which become 0, where the earlier task did not happen. */
function hideUnaskedLabels(
  present: Float32Array,
  before: { readonly targets: Float32Array; readonly mask: Float32Array; readonly from: number },
): void {
  for (let row = 0; row < present.length; row++)
    if (before.targets[before.from + row] !== 1) present[row] = 0;
}

/** Adds irreducible losses and truth, as if the earlier tasks had happened on every row. */
function heldOutFromRaw(
  raw: RawSplit,
  labellings: readonly LabellingRule[],
  world: ReplicaContext,
): HeldOutData {
  const split = splitFromRaw(raw, labellings, world);
  const { numRows } = raw;
  const ofTasks = labellings.map((labelling, index) => ({
    signals: standardisedTargets(raw.signals[index] ?? new Float64Array(), labelling),
    labels: split.targets.subarray(index * numRows, (index + 1) * numRows),
    mask: split.mask.subarray(index * numRows, (index + 1) * numRows),
    noise: (world.noise[index] ?? 0) / labelling.deviation,
    logistic: labelling.logistic,
  }));
  const heldOut = { ...split, floor: ofTasks.map(irreducibleLossOf) };
  const { tasks } = world.setup;
  if (raw.name !== 'test' || !isFunnel(tasks)) return heldOut;
  const chances = ofTasks.map(({ signals, noise, logistic }) =>
    logistic === null
      ? signals.map(() => Number.NaN)
      : signals.map(positiveProbability(signals, noise, logistic)),
  );
  const asFloats = (ofTask: readonly Float64Array[]) =>
    concatenatedFloats(ofTask.map((values) => Float32Array.from(values)));
  const dependence = noiseDependenceOf(world.setup);
  const givenPath = () =>
    chances.map((own, task) => {
      const path = taskPathOf(tasks, task);
      return path.length === 1
        ? own
        : own.map((_, row) =>
            chanceGivenPath(
              path.map((on) => chances[on]?.[row] ?? Number.NaN),
              dependence,
            ),
          );
    });
  return {
    ...heldOut,
    truth: asFloats(chances),
    ...(dependence !== 0 && { truthGivenPath: asFloats(givenPath()) }),
  };
}
