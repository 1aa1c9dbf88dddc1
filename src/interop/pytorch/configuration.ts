/** Writes the configuration of an exported program: experiment and tables of the network as constants. */
import { isFunnel, taskPathOf } from '../../data/funnel.ts';
import { noiseDependenceOf } from '../../data/noiseDependence.ts';
import { pathObjectiveOf } from '../../experiment/derived/objective.ts';
import type { CardConfig, Experiment } from '../../experiment/experiment.ts';
import { tunedSettingsOf } from '../../experiment/learningRate.ts';
import { type LevelSpec, streamsOfGate, type Topology } from '../../models/topology.ts';
import { type EncodedFile, labelArguments } from './encodedFile.ts';
import { hasLearnedNative, type NetworkParts } from './parts.ts';
import { type PythonCall, type PythonValue, pythonAssignment } from './python.ts';

interface ConfiguredNetwork {
  readonly experiment: Experiment;
  readonly card: CardConfig;
  readonly topology: Topology;
  readonly parts: NetworkParts;
  readonly drawsRows: boolean;
  readonly encoded: EncodedFile | null;
}

export function configurationLines(configured: ConfiguredNetwork): readonly string[] {
  const { experiment, drawsRows, topology } = configured;
  const columns = taskColumnsOf(experiment);
  const tasks = experiment.tasks.map((task, t) => taskCall(task, t, columns[t] ?? '', configured));
  return [
    pythonAssignment('TASKS', tasks),
    '',
    pythonAssignment('INPUT_DIM', topology.inputDim),
    ...networkLines(configured),
    ...pathLines(configured),
    '',
    ...trainingLines(configured),
    ...(drawsRows ? ['', ...rowLines(experiment)] : []),
  ];
}

function taskColumnsOf({ tasks }: Pick<Experiment, 'tasks'>): readonly string[] {
  const taken = new Set<string>();
  return tasks.map(({ name }, t) => {
    const column =
      [name, `${name} (task ${t + 1})`].find((one) => one !== '' && !taken.has(one)) ?? `task${t + 1}`;
    taken.add(column);
    return column;
  });
}

function taskCall(
  { name, kind, lossWeight, positiveRate, labelFraction }: Experiment['tasks'][number],
  t: number,
  column: string,
  { drawsRows, encoded }: ConfiguredNetwork,
): PythonCall {
  const target = encoded?.setup.targets[t];
  const given: (readonly [string | null, PythonValue])[] = [
    [null, encoded === null ? column : name],
    ['kind', kind],
    ['loss_weight', lossWeight],
  ];
  if (drawsRows && kind === 'binary') given.push(['positive_rate', positiveRate]);
  if (drawsRows && labelFraction !== 1) given.push(['label_fraction', labelFraction]);
  if (encoded && target)
    given.push(
      ...labelArguments(target, { setup: encoded.setup, scale: encoded.file.labelScales[t] ?? null }),
    );
  return { call: 'Task', given };
}

function networkLines({ topology, parts }: ConfiguredNetwork): readonly string[] {
  const { hasLevels, hasBottom } = parts;
  const widths = hasBottom
    ? [pythonAssignment('BOTTOM_DIMS', [...(topology.levels[0]?.dims ?? [])])]
    : [
        pythonAssignment(
          'LEVELS',
          topology.levels.map((level) => levelCall(level, parts)),
        ),
      ];
  const shapes =
    parts.native === 'perUnit'
      ? [
          `# Levels with the unit x its experts, for each unit.`,
          pythonAssignment('SELF_EXP_SHAPES', parts.nativeShapes),
        ]
      : [];
  const { dims = [] } = parts.gate ?? {};
  const gates = dims.length === 0 ? [] : [pythonAssignment('GATE_DIMS', [...dims])];
  const { elementwiseGates, embeddings } = topology;
  const priors =
    elementwiseGates === undefined
      ? []
      : [`${pythonAssignment('NUM_PRIORS', elementwiseGates.numPriors)}  # the last inputs of a row`];
  const ids =
    embeddings === undefined
      ? []
      : [
          `${pythonAssignment('FIRST_ID', embeddings.numBefore)}  # the column of a row`,
          pythonAssignment('ID_DIM', embeddings.dim),
          `${pythonAssignment('NUM_VECTORS', [...embeddings.numVectors])}  # of each column of ids`,
        ];
  const towers = pythonAssignment('TOWER_DIMS', [...topology.towerDims]);
  return [...(hasLevels ? [...widths, ...gates, ...shapes, towers] : []), ...priors, ...ids];
}

function levelCall(
  { dims, isLinear, experts, units }: LevelSpec,
  { gate, native, hasTaught }: NetworkParts,
): PythonCall {
  const given: [string | null, PythonValue][] = [
    ['dims', [...dims]],
    ['reads', experts.map(({ reads }) => reads)],
    ['num_units', units.length],
  ];
  if (gate !== null && !gate.seesAll) given.push(['sees', units.map((unit) => [...(unit.gate?.sees ?? [])])]);
  if (hasLearnedNative(native)) given.push(['own', units.map((unit) => [...(unit.native?.experts ?? [])])]);
  if (gate?.readsSums) given.push(['gate_reads', units.map((unit) => [...streamsOfGate(unit.gate)])]);
  if (hasTaught)
    given.push(['teaches', units.map(({ teaches }) => [...(teaches ?? experts.map((_, e) => e))])]);
  if (isLinear === true) given.push(['is_linear', true]);
  return { call: 'Level', given };
}

function trainingLines({ experiment: { training, data }, card }: ConfiguredNetwork): readonly string[] {
  const { learningRateChanges } = training;
  const { learningRate: own, weightDecay, dropout } = tunedSettingsOf(card, training);
  // A card's own learning rate changes in proportion to the common one.
  const changes = learningRateChanges.map(({ step, value }) => [step, (own * value) / training.learningRate]);
  const rates =
    changes.length === 0
      ? pythonAssignment('LEARNING_RATE', own)
      : `${pythonAssignment('LEARNING_RATES', [[0, own], ...changes])}  # from a step on`;
  return [
    pythonAssignment('BATCH_SIZE', training.batchSize),
    rates,
    ...(weightDecay > 0 ? [pythonAssignment('WEIGHT_DECAY', weightDecay)] : []),
    ...(dropout > 0 ? [pythonAssignment('DROPOUT', dropout)] : []),
    `${pythonAssignment('NUM_STEPS', training.numSteps)}${training.stopEarly > 0 ? '  # the browser may stop early' : ''}`,
    pythonAssignment('EVAL_EVERY', training.evalEvery),
    pythonAssignment('SEED', data.seed),
  ];
}

function pathLines({ experiment: { tasks }, card }: ConfiguredNetwork): readonly string[] {
  if (!isFunnel(tasks)) return [];
  const objective = pathObjectiveOf(card, tasks);
  const [clip] = objective?.flatMap((task) => task.clip ?? []) ?? [];
  return [
    '',
    '# Of each task the tasks that must happen before it, and itself.',
    pythonAssignment(
      'PATHS',
      tasks.map((_, task) => [...taskPathOf(tasks, task)]),
    ),
    ...(objective === null
      ? []
      : [
          pythonAssignment(
            'OWN_FACTORS',
            objective.map(({ own }) => own),
          ),
          pythonAssignment(
            'PRODUCT_FACTORS',
            objective.map(({ product }) => product),
          ),
        ]),
    ...(clip === undefined ? [] : [pythonAssignment('LEAST_PROBABILITY', clip)]),
  ];
}

function rowLines(experiment: Experiment): readonly string[] {
  const { data, tasks } = experiment;
  const dependence = noiseDependenceOf(experiment);
  return [
    pythonAssignment('NUM_TRAIN_ROWS', data.numTrainRows),
    pythonAssignment('NUM_VALIDATION_ROWS', data.numValidationRows),
    pythonAssignment('NUM_TEST_ROWS', data.numTestRows),
    ...(tasks.some(({ kind }) => kind === 'binary')
      ? [
          `${pythonAssignment('LABEL_TEMPERATURE', data.labelTemperature)}  # width of the logistic that draws labels`,
        ]
      : []),
    ...(dependence === 0
      ? []
      : [`${pythonAssignment('NOISE_DEPENDENCE', dependence)}  # of a label on the one before`]),
  ];
}
