/** The configuration of an exported program: the experiment and the tables of its network as plain constants. */
import type { CardConfig, Experiment } from '../../experiment/experiment.ts';
import type { LevelSpec, Topology } from '../../models/topology.ts';
import type { EncodedFile } from './encodedRows.ts';
import { labelArguments, labelFields } from './fileLabels.ts';
import type { NetworkParts } from './parts.ts';
import { assignment, type Call, type PythonValue } from './python.ts';

/** A card as it is trained, and the experiment it is trained in. */
export interface Configured {
  readonly experiment: Experiment;
  readonly card: CardConfig;
  readonly topology: Topology;
  readonly parts: NetworkParts;
  /** True if the program can draw rows of the same tasks. */
  readonly hasLaw: boolean;
  /** The file whose cells are read; null: rows come from none. */
  readonly encoded: EncodedFile | null;
}

/** The configuration, in blocks of a blank line. */
export function configurationCode(configured: Configured): string {
  const { experiment, hasLaw, encoded, parts, topology } = configured;
  const classes = [
    encoded === null ? taskClass(hasLaw ? taskTraitsOf(experiment) : null) : fileTaskClass(encoded),
    ...(parts.hasBottom ? [] : [levelClass(parts)]),
  ];
  const lines = [
    assignment(
      'TASKS',
      encoded === null
        ? experiment.tasks.map((task, t) => taskCall(task, columnsOf(experiment)[t] ?? '', hasLaw))
        : experiment.tasks.map((task, t) => fileTaskCall(task, t, encoded)),
    ),
    '',
    assignment('INPUT_DIM', topology.inputDim),
    ...networkLines(configured),
    '',
    ...trainingLines(configured),
    ...(hasLaw ? ['', ...rowLines(experiment)] : []),
  ];
  return `${classes.join('\n\n')}\n\n${lines.join('\n')}\n`;
}

/** Traits of the tasks of an experiment that a program is written for. */
export interface TaskTraits {
  readonly hasBinary: boolean;
  readonly hasRegression: boolean;
  /** Some training rows have no label of a task. */
  readonly hasMissing: boolean;
}

export const taskTraitsOf = ({ tasks }: Pick<Experiment, 'tasks'>): TaskTraits => ({
  hasBinary: tasks.some(({ kind }) => kind === 'binary'),
  hasRegression: tasks.some(({ kind }) => kind === 'regression'),
  hasMissing: tasks.some(({ labelFraction }) => labelFraction < 1),
});

/** Names of the label columns of the tasks: their names, told apart. */
function columnsOf({ tasks }: Pick<Experiment, 'tasks'>): readonly string[] {
  const taken = new Set<string>();
  return tasks.map(({ name }, t) => {
    const column =
      [name, `${name} (task ${t + 1})`].find((one) => one !== '' && !taken.has(one)) ?? `task${t + 1}`;
    taken.add(column);
    return column;
  });
}

/** `drawn`: of the tasks whose rows the program draws. */
const taskClass = (drawn: TaskTraits | null) => `@dataclass(frozen=True)
class Task:
    name: str  # also the column of its labels; a blank is no label
    kind: str  # "regression" or "binary"
    loss_weight: float
${drawn?.hasBinary ? '    positive_rate: float = 0.5  # of a binary task\n' : ''}${
  drawn?.hasMissing ? '    label_fraction: float = 1.0  # share of the training rows with a label\n' : ''
}`;

const fileTaskClass = ({ setup }: EncodedFile) => `@dataclass(frozen=True)
class Task:
    name: str
    kind: str  # "regression" or "binary"
    loss_weight: float
${labelFields(setup.targets)}`;

const levelClass = ({ gate, native }: NetworkParts) => `@dataclass(frozen=True)
class Level:
    """Experts read the streams of the level before; units make those of the next."""

    dims: list[int]  # widths of the layers of an expert
    reads: list[int]  # the stream that each expert reads
    num_units: int
${gate === null || gate.seesAll ? '' : "    sees: list[list[int]]  # the experts in each unit's gate\n"}${
  hasOwn(native)
    ? '    own: list[list[int]]  # the experts that each unit adds besides\n'.replace(
        ' besides',
        gate === null ? '' : ' besides',
      )
    : ''
}`;

const hasOwn = (native: NetworkParts['native']): boolean =>
  native === 'fixed' || native === 'perLevel' || native === 'perUnit';

function taskCall(task: Experiment['tasks'][number], column: string, hasLaw: boolean): Call {
  const { kind, lossWeight, positiveRate, labelFraction } = task;
  const given: [string | null, PythonValue][] = [
    [null, column],
    ['kind', kind],
    ['loss_weight', lossWeight],
  ];
  if (hasLaw && kind === 'binary') given.push(['positive_rate', positiveRate]);
  if (hasLaw && labelFraction !== 1) given.push(['label_fraction', labelFraction]);
  return { call: 'Task', given };
}

function fileTaskCall(
  { name, kind, lossWeight }: Experiment['tasks'][number],
  t: number,
  { setup, file }: EncodedFile,
): Call {
  const target = setup.targets[t] ?? null;
  const given: (readonly [string | null, PythonValue])[] = [
    [null, name],
    ['kind', kind],
    ['loss_weight', lossWeight],
    ...(target === null ? [] : labelArguments(target, file.labelScales[t] ?? null)),
  ];
  return { call: 'Task', given };
}

function networkLines({ topology, parts }: Configured): readonly string[] {
  const levels = parts.hasBottom
    ? [assignment('BOTTOM_DIMS', [...(topology.levels[0]?.dims ?? [])])]
    : [
        assignment(
          'LEVELS',
          topology.levels.map((level) => levelCall(level, parts)),
        ),
      ];
  const shapes =
    parts.native === 'perUnit'
      ? [
          `# Levels with the unit x its experts, for each unit.`,
          assignment('SELF_EXP_SHAPES', parts.nativeShapes),
        ]
      : [];
  return [...levels, ...shapes, assignment('TOWER_DIMS', [...topology.towerDims])];
}

function levelCall({ dims, experts, units }: LevelSpec, { gate, native }: NetworkParts): Call {
  const given: [string | null, PythonValue][] = [
    ['dims', [...dims]],
    ['reads', experts.map(({ reads }) => reads)],
    ['num_units', units.length],
  ];
  if (gate !== null && !gate.seesAll) given.push(['sees', units.map((unit) => [...(unit.gate?.sees ?? [])])]);
  if (hasOwn(native)) given.push(['own', units.map((unit) => [...(unit.native?.experts ?? [])])]);
  return { call: 'Level', given };
}

function trainingLines({ experiment: { training, data }, card }: Configured): readonly string[] {
  const { learningRate, learningRateChanges } = training;
  const own = card.learningRate ?? learningRate;
  // An own learning rate follows the changes of the common one.
  const changes = learningRateChanges.map(({ step, value }) => [step, (own * value) / learningRate]);
  const rates =
    changes.length === 0
      ? assignment('LEARNING_RATE', own)
      : `${assignment('LEARNING_RATES', [[0, own], ...changes])}  # from a step on`;
  return [
    assignment('BATCH_SIZE', training.batchSize),
    rates,
    assignment('NUM_STEPS', training.numSteps),
    assignment('EVAL_EVERY', training.evalEvery),
    assignment('SEED', data.seed),
  ];
}

function rowLines({ data, tasks }: Experiment): readonly string[] {
  return [
    assignment('NUM_TRAIN_ROWS', data.numTrainRows),
    assignment('NUM_TEST_ROWS', data.numTestRows),
    ...(tasks.some(({ kind }) => kind === 'binary')
      ? [
          `${assignment('LABEL_TEMPERATURE', data.labelTemperature)}  # width of the logistic that draws labels`,
        ]
      : []),
  ];
}
