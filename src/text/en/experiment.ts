/** English texts: settings, their problems, and differences between experiments. */
import { dataFieldWords, taskFieldWords } from './data.ts';
import { cardFieldWords } from './models.ts';
import { trainingFieldWords } from './run.ts';

export const experimentText = {
  fields: {
    numTasks: {
      label: 'Tasks',
      help: 'How many things every model learns to predict from the same inputs.',
      unit: 'tasks',
    },
    correlation: {
      label: 'Correlation',
      help: 'How alike two tasks are: the cosine between their weight vectors, from −1 (opposite) over 0 (unrelated) to 1 (the same).',
    },
    task: taskFieldWords,
    data: dataFieldWords,
    training: trainingFieldWords,
    card: cardFieldWords,
    learningRateChangeStep: {
      label: 'Step of the change',
      help: 'The first step that is trained with the new learning rate; step 0 is the first of the run.',
    },
  },
  choices: {
    kind: { regression: 'Regression', binary: 'Binary' },
    after: 'Nothing',
    featureSet: 'By correlation',
    recipe: { smooth: 'Smooth', rough: 'Rough' },
    noiseUnit: { share: 'Share of variance', deviation: 'Standard deviation' },
    switching: { everyTask: 'Every task', laterTasks: 'Later tasks' },
    positives: { expected: 'Drawn row by row', exact: 'Exact number' },
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
  featureSetName: (number: number) => `Set ${number}`,

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

  checks: {
    noCards: 'There is no architecture to train. Add at least one.',
    noFreeCard: (max: number) => `There can be at most ${max} architectures. Remove one first.`,
    duplicateCardId: (id: string) => `Two architectures have the letter ${id}. Remove one and add it again.`,
    unknownArchitecture: (got: string) => `This is ${got}, which does not exist. Choose another one.`,
    numTasks: (max: number, got: number) => `There must be 1 to ${max} tasks, but there are ${got}.`,
    notEarlier: (task: number, after: number) =>
      `Task ${task} comes after task ${after}, which is no earlier task. Let it come after an earlier one, or after nothing.`,
    notBinary: (task: number, after: number, kinds: 'child' | 'parent') =>
      kinds === 'child'
        ? `Task ${task} comes after task ${after}, but is a regression, and only yes or no can come after a task. Make it binary, or let it come after nothing.`
        : `Task ${task} comes after task ${after}, which is a regression, and a task can only come after a yes or no. Make task ${after} binary, or let task ${task} come after nothing.`,
    exactFunnel: (task: number, after: number) =>
      `Task ${task} comes after task ${after}, so the share of its positives cannot be exact: where task ${after} is no, it has none. Let positives be drawn row by row.`,
    largeBatch: (batchSize: number, numTrainRows: number) =>
      `The batch size (${batchSize}) is larger than the training rows (${numTrainRows}). Lower it to ${numTrainRows} or fewer.`,
    memory: (estimate: string, limit: string, largest: string) =>
      `This set-up needs about ${estimate} of memory, more than the limit of ${limit}. Reduce ${largest}.`,
    reduce: {
      parameters: 'the widths, experts, levels or repetitions',
      vectors: 'the length of an id’s vector, the columns of ids, the architectures or repetitions',
      activations: 'the batch size, widths, experts or repetitions',
      data: 'the rows, inputs or repetitions',
      tuning: 'the learning rates to tune over, the choice of sizes, the architectures or repetitions',
    },
    megabytes: (count: string) => `${count} MB`,
    gigabytes: (count: string) => `${count} GB`,
  },
} as const;

const fields = {
  reference: {
    label: 'Reference',
    help: 'The architecture that all others are compared with.',
  },
  reportingRule: {
    label: 'Reported loss',
    help: 'Which measurement of a run counts. The best is chosen on validation rows, never on test rows.',
  },
  margin: {
    label: 'Counts as a tie below',
    help: 'Two losses are practically equal when neither is more than this share above the other: 0.03 is 3 %. Choose it before you look at the result.',
  },
  budget: {
    label: 'Budget',
    help: 'Train architectures as they are, with as many parameters or experts per level as the reference, or each at the size best on validation rows, of four.',
  },
  isTuned: {
    label: 'Tune the learning rate',
    help: 'Trains every architecture with each learning rate of the list and shows the best on validation rows. Takes as many times longer.',
  },
  learningRates: {
    label: 'Learning rates',
    help: 'The rates to try, such as 0.001, 0.003, 0.01.',
  },
};

/** The panel's texts are in `parts/settings.ts`. */
export const comparisonText = {
  fields,
  choices: {
    reference: { auto: 'The first AdaTT', card: (id: string) => `Architecture ${id}` },
    reportingRule: { bestValidation: 'Best validation', finalStep: 'Final step' },
    budget: {
      asConfigured: 'As configured',
      equalParameters: 'Equal parameters',
      equalExperts: 'Equal experts per level',
      bestSize: 'Each at its best size',
    },
  },
  budget: {
    /** Widths at their least, at their most, or as near as possible. */
    outOfReach: (name: string, reached: 'fewest' | 'most' | 'nearest', count: string, target: string) =>
      `${name} cannot have as many parameters as the reference (${target}); the ${reached} its widths allow are ${count}.`,
    fixedSize: (name: string, count: string, target: string) =>
      `${name} has no widths to change: it has ${count} parameters, the reference ${target}.`,
    noExpertCount: (name: string, target: number) =>
      `No setting of ${name} gives ${target} ${target === 1 ? 'expert' : 'experts'} per level, as the reference has.`,
  },
} as const;

export const differenceText = {
  card: (id: string) => `Architecture ${id}`,
  tasks: 'Tasks',
  data: 'Data',
  training: 'Training',
  comparison: 'Comparison',
  correlation: (a: number, b: number) => `correlation of tasks ${a} and ${b}`,
  secondCorrelation: (a: number, b: number) => `second correlation of tasks ${a} and ${b}`,
  architecture: 'architecture',
  learningRateFrom: (step: string) => `learning rate from step ${step}`,
  learningRates: 'learning rates to tune over',
  absent: 'none',
  changedFrom: (where: string, label: string, before: string, after: string) =>
    `${where}: ${label} ${after} instead of ${before}`,
  sinceOpened: (count: number) =>
    count === 1
      ? 'One setting differs from what was opened'
      : `${count} settings differ from what was opened`,
  back: 'Back to what was opened',
  wentBack: 'The experiment is as it was opened.',
  betweenCards: 'Same architecture, different settings',
  cardAgainst: (id: string, other: string, changes: string) => `${id} against ${other}: ${changes}`,
  sameCard: (id: string, other: string) => `${id} is set up exactly like ${other}`,
  cardChange: (label: string, after: string, before: string) => `${label} ${after} instead of ${before}`,
} as const;
