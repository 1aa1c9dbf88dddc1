/** English texts: charts. */
import { plural } from '../../format.ts';

export const chartText = {
  trendColumns: ['architecture', 'subject', 'measure', 'step', 'repetition', 'value'],
  diagramColumns: ['level', 'expert', 'unit'],
  lossColumns: ['architecture', 'task', 'split', 'step', 'repetition', 'loss'],
  difference: {
    measure: (id: string) => `better than ${id} by, %`,
    unit: (reference: string) => `better by, in % of the loss of ${reference}`,
    up: '↑ better',
    down: '↓ worse',
    name: (task: string, reference: string) =>
      `Line chart of ${task}: how much better the others are than ${reference}, by training step; above 0 they are better`,
  },
  placed: (title: string, place: string) => `${title} · ${place}`,

  // Names of owners, experts and units
  taskFallback: (task: number) => `task ${task + 1}`,
  shared: 'shared',
  level: (level: number) => `level ${level + 1}`,
  expertOf: (owner: string, index: number, count: number) =>
    count === 1 ? `${owner} expert` : `${owner} expert ${index + 1}`,
  unitOf: (owner: string, index: number, count: number) => (count === 1 ? owner : `${owner} ${index + 1}`),

  // Loss chart
  step: 'step',
  legend: 'Architectures shown',
  lossName: (task: string, measure: string, isOverWork = false) =>
    `${task}: ${measure} by ${isOverWork ? 'multiply-adds of training' : 'training step'}`,
  afterWork: (millions: string) => `after ${millions} million multiply-adds`,
  atTheEnd: 'at the end',
  noPoints: 'No evaluation yet.',
  floor: 'floor',
  byStep: 'by training step',
  byWork: 'by million multiply-adds of training, a repetition',
  reported: (name: string, first: string, last: string) =>
    `${name} is reported ${first === last ? `at step ${first}` : `at steps ${first}–${last}`}`,
  count: (n: number) => `N = ${n}`,
  lineNote: (measure: string, numReplicas: number) =>
    `${measure} · N = ${numReplicas} · ${numReplicas > 1 ? '95 % band' : 'no band for one repetition'}`,
  learningRate: (value: string) => `learning rate ${value}`,
  plusMinus: (mean: string, halfWidth: string) => `${mean} ± ${halfWidth}`,
  far: (name: string, loss: string) => `${name}: a repetition far from the others, ${loss}`,
  diverged: (name: string, count: number, total: number) =>
    `${name}: ${count} of ${plural(total, 'repetition', 'repetitions')} diverged and ${count === 1 ? 'is' : 'are'} left out.`,

  // Chart of a sweep
  gain: 'gain over single-task',
  gainAxis: '← worse · gain over single-task · better →',
  sweepName: (title: string) => `${title}: a line per architecture`,
  bandsCut: 'Bands that reach beyond the edge are cut there; the table has their ends.',
  allDivergedAt: (name: string, values: readonly string[]) =>
    `${name}: every repetition diverged at ${values.join(', ')}.`,

  // Gate heat map
  reading: {
    gate: 'gate weight',
    native: 'direct weight',
    sum: 'gate + direct',
    contribution: 'share of the output',
  },
  /** Precedes a range: "gate from 0.38 to 0.47". */
  readingShort: { gate: 'gate', native: 'direct', sum: 'sum', contribution: 'share' },
  total: 'row adds up to',
  rowTotal: (total: string) => `Σ ${total}`,
  range: (low: string, high: string) => `${low} to ${high}`,
  valueAndRange: (value: string, range: string) => `${value} (${range})`,
  unit: 'unit',
  sharedShort: 's',
  lends: 'lends →',
  receives: 'receives',
  notConnected: 'not connected',
  width: (dims: readonly number[]) => `width ${dims.join('·')}`,
  fixedAtOne: 'direct weight 1',
  alarm: 'alarm',
  heatMapName: (title: string, reading: string) => `${title}: ${reading} of every unit for every expert`,
  heatMapHelp: 'Heat map. Arrow keys move from cell to cell, Enter chooses one.',
  heatMapHint:
    'Point at a cell, tap it or use the arrow keys. Click or press Enter to see it through training.',
  cell: (unit: string, expert: string) => `${unit} ← ${expert}`,
  cellUnknown: 'no value yet',
  cellStd: (std: string) => `gate varies by ${std} between rows`,
  cellRange: (reading: string, low: string, high: string, numReplicas: number) =>
    `${reading} from ${low} to ${high} in ${numReplicas} repetitions`,
  cellContribution: (share: string) => `${share} of the output by weight and norm`,
  cellBoth: (sum: string, gate: string, native: string) => `${sum} = gate ${gate} + direct ${native}`,
  cellGate: (gate: string) => `gate ${gate}, no direct weight`,
  cellNative: (native: string) => `direct ${native}, not gated`,
  fixedValue: (value: string) => `${value} (fixed)`,

  // Network diagram
  networkName: (title: string, levels: number, tasks: number) =>
    `${title}: diagram of ${plural(levels, 'level', 'levels')} and ${plural(tasks, 'task', 'tasks')}`,
  rowAnswer: (answer: string, truth: string | null) =>
    truth === null ? `answers ${answer}` : `answers ${answer}, the truth is ${truth}`,
  thumbnail: (task: string, network: string, step: string, isPair: boolean) =>
    `${task} at step ${step}: ${isPair ? `left what ${network} predicts, right the truth` : `what ${network} predicts`}. Press to look closer.`,
  networkHelp: 'Diagram. Arrow keys move from part to part.',
  stageHelp:
    'Diagram. Arrow keys move from part to part, Enter on a gate looks inside, on a tower shows what it has learned.',
  input: (features: number) => `input · ${plural(features, 'feature', 'features')}`,
  rawInput: 'the raw input',
  stream: (unit: string) => `the stream of ${unit}`,
  sumOfStreams: (streams: string) => `the sum ${streams}`,
  timesInput: (count: number) => `${count} times the raw input`,
  gateLayers: (widths: string) => `Its gate has hidden layers (widths ${widths}).`,
  tower: 'tower',
  legendExpert: 'expert (MLP)',
  legendGate: 'gate: softmax, follows the input',
  legendNative: 'direct weights, same for every input',
  legendSum: 'sum',
  legendThickness: 'thicker: larger weight; dashed: negative',
  legendWiring: 'no weights yet, wiring only',
  legendForwardOnly: 'long dashes: forward only, no gradient comes back',
  legendBundles: 'many experts: one line per owner',
  inputSentence: (features: number, hasLevels: boolean) =>
    `The input has ${plural(features, 'feature', 'features')}. Every ${hasLevels ? 'expert of level 1' : 'task'} reads all of them.`,
  vectorsSentence: (numColumns: number, dim: number, isOwn: boolean) =>
    `${numColumns * dim} of them are the learned vectors of ${plural(numColumns, 'column of ids', 'columns of ids')}, ${dim} numbers each${isOwn ? ', which every task has of its own' : ''}.`,
  expertSentence: (expert: string, level: string, reads: string, widths: string) =>
    `${expert} at ${level} reads ${reads} (layer widths ${widths}).`,
  linearExpert: 'Its last layer is linear: no ReLU follows it.',
  expertReaders: (count: number) => `${plural(count, 'unit uses', 'units use')} it.`,
  expertTopReader: (unit: string, weight: string) => `${unit} weighs it most: ${weight}.`,
  theUnit: (name: string) => `The unit of ${name}`,
  unitBoth: (unit: string, level: string, reads: string) =>
    `${unit} at ${level} mixes experts. Gate: weights that add to 1, for each row, from ${reads}. Direct weights: the same for every row.`,
  unitGate: (unit: string, level: string, reads: string) =>
    `${unit} at ${level} mixes experts. Gate: weights that add to 1, for each row, from ${reads}.`,
  unitTeaches: (count: number) =>
    `${plural(count, 'expert learns', 'experts learn')} nothing from it: it takes the output and passes no gradient back.`,
  unitNative: (unit: string, level: string) =>
    `${unit} at ${level} mixes experts with learned weights that are the same for every input.`,
  unitPass: (unit: string, level: string) => `${unit} at ${level} passes its expert on unchanged.`,
  termLeft: (unit: string, level: number) => `${unit} · level ${level + 1}`,
  termBoth: 'Σ (gate + direct) · expert',
  termGate: 'Σ gate · expert',
  termNative: 'Σ direct · expert',
  termPass: 'expert',
  more: (count: number) => `${count} more`,
  scaledInput: 'A learned factor between 0 and 2 scales each of them first (EPNet).',
  scaledTower: 'A learned factor between 0 and 2 scales each number that a layer of it reads (PPNet).',
  towerSentence: (task: string, widths: string) =>
    `The tower of ${task} (layer widths ${widths}) turns its stream into one output.`,
  linearTower: (task: string, numInputs: number) =>
    `One linear layer turns ${plural(numInputs, 'number', 'numbers')} into the output of ${task}.`,
  levelHeading: 'level',
  from: 'expert',
  to: 'unit',
  gradient: 'gradient',
  passesGradient: (isTaught: boolean) => (isTaught ? 'yes' : 'no'),
} as const;
