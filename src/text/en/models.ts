/** English texts: architectures and their equations. */
import { plural } from '../format.ts';

/** Descriptions of the architectures, a sentence each, by id. */
const summaries: ReadonlyMap<string, string> = new Map([
  ['singleTask', 'One separate network per task: nothing is shared, so nothing can help or hurt.'],
  ['sharedBottom', 'All tasks share one network and differ only in their towers.'],
  [
    'crossStitch',
    'One expert per task; learned fixed weights mix the experts into every task, whatever the input.',
  ],
  ['mmoe', 'Shared experts, and one gate per task that picks a mixture of them for every input.'],
  ['mlmmoe', 'MMoE in several levels: mixtures of experts feed the experts of the next level.'],
  ['ple', 'Each task mixes its own experts with shared ones, but never looks at the experts of other tasks.'],
  [
    'adattSp',
    'Each task owns experts, adds them to its output directly, and borrows from all other tasks through a gate.',
  ],
  ['adatt', 'AdaTT-sp with shared experts besides: tasks borrow from each other and from a common pool.'],
]);

export const modelText = {
  label: {
    singleTask: 'Single-task',
    sharedBottom: 'Shared-Bottom',
    crossStitch: 'Cross-Stitch',
    mmoe: 'MMoE',
    mlmmoe: 'ML-MMoE',
    ple: 'PLE',
    adattSp: 'AdaTT-sp',
    adatt: 'AdaTT',
  },
  /** Null for an architecture that has no summary (yet). */
  summaryOf: (id: string): string | null => summaries.get(id) ?? null,

  option: {
    numTaskExperts: {
      label: 'Experts per task',
      help: 'How many small networks each task owns per level: one number for all tasks, or one per task like 2-1-3.',
    },
    numSharedExperts: {
      label: 'Shared experts',
      help: 'How many small networks per level belong to no task and learn from all of them.',
    },
    numExperts: {
      label: 'Experts',
      help: 'How many small networks each level has; every task mixes all of them.',
    },
    levelDims: {
      label: 'Expert widths',
      help: 'Units in the layers of an expert, level by level: 32_16 is two levels of one layer, 64-32_16 gives the first level two layers.',
    },
    towerDims: {
      label: 'Tower widths',
      help: 'Units in the hidden layers of the small network that turns a task’s last stream into its prediction, like 8 or 16-8.',
    },
    residual: {
      label: 'Residual',
      help: 'Adds a task’s own experts to its output besides the gate; switch it off to see what that is worth.',
    },
  },

  perTaskLength: (label: string, shown: string, numCounts: number, numTasks: number) =>
    `${label} lists ${numCounts} counts (${shown}), but the number of tasks is ${numTasks}: give one number for all tasks, or one count for each.`,
  pleWithoutShared:
    'Without shared experts the tasks of PLE learn nothing from each other: it is CGC without sharing, a gated network per task.',

  /** Kinds of rows that tables may have, as whoever does not know them says; see `models/features.ts`. */
  feature: {
    streamGates: 'gates that read streams',
    inputGates: 'gates that read the raw input',
    fixedNative: 'native weights fixed at 1',
    learnedNative: 'learned native weights',
    emptyTensors: 'tensors without elements',
  },
  reader: {
    executor: 'The engine',
    program: 'The exported program',
    diagram: 'The diagram',
    equations: 'The list of equations',
    counts: 'The count of parameters',
    budget: 'The budget',
  },
  unread: (reader: string, feature: string) =>
    `${reader} knows no ${feature} yet, and refuses the network rather than leaving them out.`,

  /** Tables that cannot be run; levels, units and experts are counted from 1. */
  topology: {
    stream: (level: number, stream: number, numStreams: number) =>
      `Level ${level + 1} reads stream ${stream + 1}, but the level before makes ${numStreams}: read one of those.`,
    gatesRead: (level: number) =>
      `Some gates of level ${level + 1} read the raw input and others a stream: let all of them read the input, or none.`,
    layers: (level: number, expert: number, numLayers: number, numWidths: number) =>
      `Expert ${expert + 1} of level ${level + 1} has ${numLayers} layers, but its level has ${numWidths} widths: give each layer one.`,
    mixesNothing: (level: number, unit: number) =>
      `Unit ${unit + 1} of level ${level + 1} has neither a gate nor native weights: let it mix at least one expert.`,
    mixes: (level: number, unit: number, numExperts: number) =>
      `Unit ${unit + 1} of level ${level + 1} mixes an expert twice, or one that is none of the ${numExperts} of its level: name each once.`,
    lastLevel: (numTasks: number, owners: string) =>
      `The last level needs one unit per task, in order (${numTasks} tasks), but its units belong to ${owners}.`,
    namedTwice: (name: string) =>
      `Two parts of the network are named ${name}: give every gate, layer and row of native weights a name of its own.`,
  },
} as const;

/** Where the paper (Li et al. 2023) writes an equation of a kind down, by architecture; what is missing has no number there. */
const adattNumbers = { prediction: 1, input: 2, expert: 4, own: 5, all: 6, fusion: 7, gate: 10, written: 11 };
const numbers: ReadonlyMap<string, Readonly<Record<string, number>>> = new Map<
  string,
  Record<string, number>
>([
  ['adattSp', adattNumbers],
  ['adatt', adattNumbers],
  ['mmoe', { prediction: 12, fusion: 13 }],
]);

/** Notes for reading the equations beside the paper, by architecture. */
const notes: ReadonlyMap<string, string> = new Map([
  [
    'adattSp',
    'Numbers as in the paper; (7) has (8) and (9) put in, and (11) is written out, expert by expert. Equation (3) only names a unit and is left out.',
  ],
  [
    'adatt',
    'The paper writes its equations down for AdaTT-sp and says that the general form is computed alike; s is the shared unit. (7) has (8) and (9) put in, and (11) is written out.',
  ],
  ['mmoe', 'Numbers as in the paper of AdaTT. Equations without a number follow from its words.'],
  ['mlmmoe', 'The paper of AdaTT describes it in words, without numbered equations: MMoE in several levels.'],
  ['ple', 'The paper of AdaTT describes it in words, without numbered equations.'],
  [
    'crossStitch',
    'The paper of AdaTT describes it in words, without numbered equations. Misra et al. (2016) write α for the weights v.',
  ],
  ['sharedBottom', 'The paper of AdaTT uses it as its baseline and writes no equation down.'],
  ['singleTask', 'The paper of AdaTT has no equation for it: a network per task.'],
]);

export const equationText = {
  number: (number: number) => `(${number})`,
  numberOf: (id: string, kind: string): number | null => numbers.get(id)?.[kind] ?? null,
  noteOf: (id: string): string =>
    notes.get(id) ?? 'No paper numbers these equations: they are read off the tables.',
  bias: 'The paper writes no bias b; the authors’ library has it, and so has this page.',
  noNative: 'The residual is off: the native term of (7) and (11) is left out, as in the paper’s Table 6.',
  links: {
    paper: { label: 'The paper (arXiv)', address: 'https://arxiv.org/abs/2304.04959' },
    library: {
      label: 'The authors’ code',
      address: 'https://github.com/facebookresearch/AdaTT/blob/main/mtl_lib.py',
    },
  },
  libraryClass: (name: string) => `class ${name}`,
  unit: 'Unit',
  level: 'Level',
  levelOf: (level: number) => `Level ${level + 1}`,
  hint: 'Point at a symbol or tap it, or focus the equations and use the arrow keys, to see its value and its part of the diagram.',
  area: (title: string) => `${title}: equations. Arrow keys move from symbol to symbol.`,
  names: {
    prediction: 'Prediction of the task, by its tower',
    input: 'Every stream below the first level is the input',
    expert: 'Output of an expert',
    own: 'The unit’s own experts, stacked',
    all: 'All experts, stacked',
    gate: 'Weights of the gate, for each row of the input',
    fusion: 'What the unit passes on',
    written: 'The same, expert by expert',
  },
  glossary: 'What the symbols mean',
  symbol: 'Symbol',
  meaning: 'Meaning',
  letters: {
    x: 'input: one row of features',
    f: 'what a unit passes on',
    e: 'expert, a small network',
    E: 'output of an expert, or of several, stacked',
    g: 'gate: softmax over the experts that the unit sees',
    G: 'weights of a gate: positive, add up to 1, follow the input',
    W: 'weights of a gate’s linear layer',
    b: 'bias of a gate’s linear layer',
    v: 'native weights: the same for every input, fixed at 1 or learned',
    h: 'tower, the small network of a task',
    y: 'prediction of a task, before any sigmoid',
  },
  scripts: 'Below a letter: the task (or s: shared), then the expert. Above it: the level.',
  value: (written: string, meaning: string, value: string) => `${written}: ${meaning}. ${value}`,
  ofUnit: (unit: string, level: number) => `unit of ${unit}, level ${level + 1}`,
  forExpert: (unit: string, expert: string, level: number) => `${unit} ← ${expert}, level ${level + 1}`,
  atLevel: (name: string, level: number) => `${name}, level ${level + 1}`,
  meanOverRows: 'mean over the held-out rows',
  numbers: (count: number) => plural(count, 'number', 'numbers'),
  shape: (rows: number, columns: number) => `${rows} × ${columns}`,
  layers: (widths: readonly number[]) => `layer widths ${widths.join(' → ')}, ReLU after every layer`,
  towerLayers: (widths: readonly number[]) =>
    `layer widths ${widths.join(' → ')}, ReLU after all but the last`,
  unknown: 'no value yet',
} as const;
