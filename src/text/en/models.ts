/** English texts: architectures. */
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
    stem: 'STEM',
    linear: 'Linear',
  },
  almost: {
    label: 'Almost AdaTT',
    defect: {
      label: 'Defect',
      help: 'What keeps it from being AdaTT. Each was found in public code.',
    },
    defects: {
      untrained: 'Direct weights untrained',
      missing: 'No direct weights',
      sharedGate: 'Shared gate on shared alone',
      static: 'Static mixture',
      averaged: 'Averaged and linear',
      alike: 'Experts alike',
    },
    noSharedGate:
      'Without shared experts, or with one level, there is no shared gate that could be wrong: this is AdaTT.',
    noNativeRows:
      'With one expert each direct weights are fixed at 1, and nothing is left untrained: this is AdaTT.',
  },
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
    gateDims: {
      label: 'Gate widths',
      help: 'Units in the hidden layers of every gate, below its softmax, like 8 or 16-8.',
    },
    residual: {
      label: 'Residual',
      help: 'Adds a task’s own experts to its output besides the gate; switch it off to see what that is worth.',
    },
    taskSpecificBackward: {
      label: 'Task-specific backward',
      help: 'Tasks still use the experts of other tasks, but train only their own and the shared ones. Switch it on to see what it is worth that all tasks train all experts.',
    },
  },

  perTaskLength: (label: string, shown: string, numCounts: number, numTasks: number) =>
    `${label} lists ${numCounts} counts (${shown}), but the number of tasks is ${numTasks}: give one number for all tasks, or one count for each.`,
  pleWithoutShared:
    'Without shared experts the tasks of PLE learn nothing from each other: it is CGC without sharing, a gated network per task.',

  /** Used by readers that do not know the feature; see `models/features.ts`. */
  feature: {
    streamGates: 'gates that read streams',
    inputGates: 'gates that read the raw input',
    fixedNative: 'direct weights fixed at 1',
    learnedNative: 'learned direct weights',
    untrainedNative: 'direct weights that are never trained',
    alikeStart: 'weights that begin alike',
    emptyTensors: 'tensors without elements',
    linearExperts: 'experts whose last layer is linear',
    learnedLossWeights: 'learned weights of losses',
    summedGates: 'gates that read a sum of streams',
    deepGates: 'gates with hidden layers',
    embeddings: 'vectors of ids',
    ownEmbeddings: 'vectors of ids for every task',
    epnet: 'elementwise gates before experts',
    ppnet: 'elementwise gates before towers',
    taughtExperts: 'units that teach some of their experts alone',
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

  /** Levels, units and experts count from 1. */
  topology: {
    stream: (level: number, stream: number, numStreams: number) =>
      `Level ${level + 1} reads stream ${stream + 1}, but the level before makes ${numStreams}: read one of those.`,
    gatesRead: (level: number) =>
      `Some gates of level ${level + 1} read the raw input and others a stream: let all of them read the input, or none.`,
    layers: (level: number, expert: number, numLayers: number, numWidths: number) =>
      `Expert ${expert + 1} of level ${level + 1} has ${numLayers} layers, but its level has ${numWidths} widths: give each layer one.`,
    mixesNothing: (level: number, unit: number) =>
      `Unit ${unit + 1} of level ${level + 1} has neither a gate nor direct weights: let it mix at least one expert.`,
    mixes: (level: number, unit: number, numExperts: number) =>
      `Unit ${unit + 1} of level ${level + 1} mixes an expert twice, or one that is none of the ${numExperts} of its level: name each once.`,
    gateLayers: (level: number, unit: number) =>
      `The gate of unit ${unit + 1} of level ${level + 1} has other hidden layers than its level has widths for, or is missing: give every unit of the level a gate with a layer for each.`,
    inputSum: (level: number, unit: number) =>
      `The gate of unit ${unit + 1} of level ${level + 1} reads the raw input and adds streams to it: let it read a stream instead.`,
    teaches: (level: number, unit: number) =>
      `Unit ${unit + 1} of level ${level + 1} teaches an expert that it does not mix: name only experts it mixes.`,
    lastLevel: (numTasks: number, owners: string) =>
      `The last level needs one unit per task, in order (${numTasks} tasks), but its units belong to ${owners}.`,
    priors: (numPriors: number, inputDim: number) =>
      `The prior is ${numPriors} inputs of a row, but a row has ${inputDim}: let it be some of these.`,
    ids: (inputDim: number) =>
      `The vectors of ids are longer than the ${inputDim} inputs of a row: let them be a part of it.`,
    tables: (numStreams: number) =>
      `There must be one table of vectors for all streams of the first level, or one for each of the ${numStreams}, of which gates read no raw input.`,
    towerGates: (numTasks: number, numLayers: number) =>
      `There must be an elementwise gate for each of the ${numLayers} layers of each of the ${numTasks} towers: name them all, or none.`,
    namedTwice: (name: string) =>
      `Two parts of the network are named ${name}: give every gate, layer and row of direct weights a name of its own.`,
  },
} as const;

export const cardFieldWords = {
  name: {
    label: 'Name',
    help: 'What charts and tables call this architecture, after its letter.',
  },
  color: {
    label: 'Line',
    help: 'Which of eight kinds of lines it has in charts. Colours stand for tasks; only the reference has the accent.',
  },
  architecture: {
    label: 'Architecture',
    help: 'How tasks share what they learn.',
  },
  initialSeedOffset: {
    label: 'Weight seed offset',
    help: 'Any number but 0 starts from other weights on the same rows and batches. Two cards with the same number are strictly comparable.',
  },
  weighting: {
    label: 'Loss weights',
    help: 'Fixed takes the weights of the tasks as they are. Uncertainty also learns a weight per task, smaller the larger its loss stays.',
    choices: { fixed: 'Fixed', uncertainty: 'Learned by uncertainty' },
  },
  elementwiseGates: {
    label: 'Elementwise gates',
    help: 'Scale every input (EPNet), or every number that a layer of a tower reads (PPNet), by a factor between 0 and 2. The factors are learned, and depend on the row, prior features above all.',
    choices: {
      none: 'None',
      beforeExperts: 'Before experts (EPNet)',
      beforeTowers: 'Before towers (PPNet)',
      both: 'Both (PEPNet)',
    },
  },
  objective: {
    label: 'Objective',
    help: 'What is learned of a task that comes after another: its labels where that one is yes, or whether both are yes on all rows, or the former with each label weighted by how unlikely it was.',
    choices: {
      conditional: 'Conditional',
      entireSpace: 'Entire space',
      inversePropensity: 'Inverse propensity',
    },
  },
  clip: {
    label: 'Least probability',
    help: 'A label is weighted by one over the predicted probability that the task before happens. Smaller probabilities count as this one.',
  },
  lambdaC: {
    label: 'Weight of labels',
    help: 'How much the weighted labels of a task after another count, λ of the conversion.',
  },
  lambdaG: {
    label: 'Weight of all rows',
    help: 'How much the loss of both being yes on all rows counts, λ of the whole.',
  },
};
