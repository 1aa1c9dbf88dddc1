/** English texts: settings of tasks, data, training and cards; what is wrong with an experiment. */
import { linkText } from './link.ts';

const taskFields = {
  name: {
    label: 'Name',
    help: 'What charts and tables call this task.',
  },
  kind: {
    label: 'Kind',
    help: 'Regression predicts a number and is scored by squared error; binary predicts yes or no and is scored by log loss.',
  },
  noise: {
    label: 'Noise',
    help: 'Random error added to the target, which no model can predict: its variance as a share of the variance of what can be predicted (0.1: a tenth), or its standard deviation, see noise unit. It sets the floor below which no loss can go.',
  },
  positiveRate: {
    label: 'Positive rate',
    help: 'Share of rows whose answer is yes. Only binary tasks use it.',
    unit: 'of the rows',
  },
  labelFraction: {
    label: 'Labelled rows',
    help: 'Share of the training rows that carry a label of this task; the others are skipped in its loss.',
    unit: 'of the training rows',
  },
  lossWeight: {
    label: 'Loss weight',
    help: 'How much this task counts in the total loss. With 0 it is measured but not learned.',
  },
};

const dataFields = {
  source: {
    label: 'Source',
    help: 'How targets come from inputs: each task a curve of its own score, or all tasks sums of hidden features.',
  },
  recipe: {
    label: 'Recipe',
    help: 'Smooth targets (as in the PLE paper) are easy to fit; rough targets (as in the MMoE paper) wiggle fast and are hard.',
  },
  inputDim: {
    label: 'Inputs',
    help: 'Features of a row. There must be at least as many as tasks.',
    unit: 'features',
  },
  numTrainRows: {
    label: 'Training rows',
    help: 'Rows that the models learn from. Fewer rows make sharing between tasks more useful.',
    unit: 'rows',
  },
  numValidationRows: {
    label: 'Validation rows',
    help: 'Held-out rows that choose the best step of a run.',
    unit: 'rows',
  },
  numTestRows: {
    label: 'Test rows',
    help: 'Held-out rows that give the reported loss. More rows make it less noisy.',
    unit: 'rows',
  },
  numFeatures: {
    label: 'Hidden features',
    help: 'Curves of the inputs. Each task is a weighted sum of so many of them.',
    unit: 'per task',
  },
  numCommonFeatures: {
    label: 'In common',
    help: 'How many hidden features all tasks share. The others belong to one group: tasks that correlate by more than 0.5, either way.',
    unit: 'features',
  },
  labelTemperature: {
    label: 'Label softness',
    help: 'How gradually the chance of a yes rises with the score of a binary task: small is a sharp border, large is nearly a coin toss.',
    unit: 'standard deviations',
  },
  noiseUnit: {
    label: 'Noise unit',
    help: 'What the noise of every task is given in. As a share of the variance of the signal it makes every draw equally hard; as a standard deviation it does not.',
  },
  redraw: {
    label: 'Each repetition draws',
    help: 'What is new in every repetition, and so what a verdict speaks of. Rows, batches and initial weights: of this draw of the tasks. Tasks as well: of tasks drawn like these. Initial weights alone: of these very rows. Release 0.1 drew rows, weights and the directions of the tasks.',
  },
  draw: {
    label: 'Draw of the tasks',
    help: 'Which tasks are drawn from the seed. Where each repetition draws its own, the first one has this number.',
  },
  seed: {
    label: 'Seed',
    help: 'Another number draws other rows, batches and initial weights. The same number repeats the run exactly.',
  },
};

const trainingFields = {
  numReplicas: {
    label: 'Repetitions',
    help: 'Independent runs with their own initial weights, and rows or tasks of their own, see "Each repetition draws". A band needs 2, a verdict 3.',
    unit: 'runs',
  },
  batchSize: {
    label: 'Batch size',
    help: 'Rows of one training step.',
    unit: 'rows',
  },
  learningRate: {
    label: 'Learning rate',
    help: 'Size of one step of the Adam optimiser. Too large diverges, too small crawls.',
  },
  numSteps: {
    label: 'Steps',
    help: 'Training steps until the run is finished.',
    unit: 'steps',
  },
  evalEvery: {
    label: 'Evaluate every',
    help: 'Steps between two measurements on the held-out rows. Each one is a point of the charts.',
    unit: 'steps',
  },
  backend: {
    label: 'Backend',
    help: 'What does the arithmetic. Automatic measures what this device offers and takes the fastest.',
  },
};

const cardFields = {
  name: {
    label: 'Name',
    help: 'What charts and tables call this architecture, after its letter.',
  },
  color: {
    label: 'Colour',
    help: 'Colour of its lines, as a place in the palette.',
  },
  architecture: {
    label: 'Architecture',
    help: 'How tasks share what they learn.',
  },
  initialSeedOffset: {
    label: 'Other initial weights',
    help: 'Any number but 0 starts from other weights on the same rows and batches. Two cards with the same number are strictly comparable.',
  },
};

export const experimentText = {
  fields: {
    numTasks: {
      label: 'Tasks',
      help: 'How many things every model learns to predict from the same inputs.',
      unit: 'tasks',
    },
    correlation: {
      label: 'Correlation',
      help: 'How alike two tasks are: the cosine between their weight vectors, from -1 (opposite) over 0 (unrelated) to 1 (the same).',
    },
    task: taskFields,
    data: dataFields,
    training: trainingFields,
    card: cardFields,
    learningRateChangeStep: {
      label: 'Step of the change',
      help: 'The first step that is trained with the new learning rate; step 0 is the first of the run.',
    },
  },
  choices: {
    kind: { regression: 'Regression', binary: 'Binary' },
    recipe: { smooth: 'Smooth', rough: 'Rough' },
    noiseUnit: { share: 'Share of variance', deviation: 'Standard deviation' },
    redraw: {
      rows: 'Rows and weights',
      everything: 'Tasks as well',
      weights: 'Weights alone',
      directions: 'As release 0.1',
    },
    backend: { auto: 'Automatic', webgpu: 'WebGPU', wasm: 'WebAssembly', cpu: 'Plain JavaScript' },
  },
  noiseUnits: { share: 'of the signal’s variance', deviation: 'standard deviation' },
  groups: {
    task: 'Task',
    labels: 'Labels',
    rows: 'Rows',
    recipe: 'Recipe',
    draws: 'Draws',
    run: 'Run',
    optimiser: 'Optimiser',
  },

  taskName: (number: number) => `Task ${number}`,

  read: {
    inTask: (number: number, problem: string) => `Task ${number}: ${problem}`,
    inCard: (id: string, problem: string) => `Architecture ${id}: ${problem}`,
    notAnExperiment: (got: string) =>
      `An experiment must be an object with tasks, data, cards, training and comparison, but got ${got}; the default experiment is used.`,
    notAList: (what: string, got: string) => `${what} must be a list, but got ${got}; the default is used.`,
    numTasks: (max: number, got: number) =>
      `There must be 1 to ${max} tasks, but got ${got}; ${got === 0 ? 'the default tasks are used' : `the first ${max} are used`}.`,
    tooManyCards: (max: number, got: number) =>
      `There can be at most ${max} architectures, but got ${got}; the first ${max} are used.`,
    cardId: (expected: string, got: string, used: string) =>
      `The letter of an architecture must be one of ${expected} and its own, but got ${got}; ${used} is used instead.`,
    perTaskLength: (label: string, numTasks: number, got: number) =>
      `${label} must be one number or one per task (${numTasks}), but got ${got} numbers; the list was fitted.`,
    matrixForm: (what: string, numTasks: number, got: string) =>
      `${what} must be ${numTasks} rows of ${numTasks} numbers, but got ${got}; the default matrix is used.`,
    matrixCell: (row: number, column: number, problem: string) => `Tasks ${row} and ${column}: ${problem}`,
    matrixSymmetry: (what: string) =>
      `${what} must be symmetric with ones on the diagonal; the cells above the diagonal are used.`,
    learningRateChange: (got: string) =>
      `A learning rate change must be a step and a learning rate, but got ${got}; it was left out.`,
    duplicateLearningRateChange: (step: number) =>
      `There can be one learning rate change per step, but step ${step} has several; the last is used.`,
    tooManyLearningRateChanges: (max: number, got: number) =>
      `There can be at most ${max} learning rate changes, but got ${got}; the first ${max} are used.`,
    learningRates: (max: number, got: string) =>
      `The learning rates to tune over must be 1 to ${max} numbers, but got ${got}; the default list is used.`,
    correlation: 'Correlation',
    secondCorrelation: 'Second correlation',
    tasks: 'The list of tasks',
    cards: 'The list of architectures',
    learningRateChanges: 'The list of learning rate changes',
    andMore: (count: number) => `${count} more ${count === 1 ? 'problem was' : 'problems were'} found.`,
  },

  link: linkText,

  versions: {
    old: 'This was made with release 0.1. Its data and initial weights are the same as there; which step is reported, and what is concluded from it, follow the rules of this release.',
  },

  checks: {
    noCards: 'There is no architecture to train. Add at least one.',
    noFreeCard: (max: number) => `There can be at most ${max} architectures. Remove one first.`,
    duplicateCardId: (id: string) => `Two architectures have the letter ${id}. Remove one and add it again.`,
    unknownArchitecture: (got: string) => `This is ${got}, which does not exist. Choose another one.`,
    numTasks: (max: number, got: number) => `There must be 1 to ${max} tasks, but there are ${got}.`,
    largeBatch: (batchSize: number, numTrainRows: number) =>
      `The batch size (${batchSize}) is larger than the training rows (${numTrainRows}). Lower it to ${numTrainRows} or fewer.`,
    memory: (estimate: string, limit: string, largest: string) =>
      `This set-up needs about ${estimate} of memory, more than the limit of ${limit}. Reduce ${largest}.`,
    reduce: {
      parameters: 'the widths, experts, levels or repetitions',
      activations: 'the batch size, widths, experts or repetitions',
      data: 'the rows, inputs or repetitions',
      tuning: 'the learning rates to tune over, the architectures or repetitions',
    },
    megabytes: (count: string) => `${count} MB`,
    gigabytes: (count: string) => `${count} GB`,
  },
} as const;
