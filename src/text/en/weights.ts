/** English texts: export and import of networks. */
const shown = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

/** Steps and measures of a network; see `MeasuredStep`. */
interface Measured {
  readonly steps: readonly number[];
  readonly score: number;
  readonly losses: readonly number[];
}

/** `step 400`, or each task's step where they differ. */
function stepOf(tasks: readonly string[], steps: readonly number[]): string {
  const shown = steps.map((step) => step.toLocaleString('en'));
  return new Set(shown).size === 1
    ? `step ${shown[0]}`
    : `steps ${shown.map((step, task) => `${step} (${tasks[task]})`).join(', ')}`;
}

const measuredAt = (tasks: readonly string[], { score, losses }: Measured): string => {
  const shownLosses = losses.map((loss, task) => `${loss.toPrecision(4)} (${tasks[task]})`).join(', ');
  return `validation loss ${score.toFixed(3)} of the best constant's, test loss ${shownLosses}`;
};

const repetition = (choice: 'mean' | number): string =>
  choice === 'mean' ? 'every repetition' : `repetition ${choice + 1}`;

export const weightsText = {
  menu: 'Weights',
  predict: 'Predict a file …',
  predictDetail: 'Reads rows, which need no labels, and saves a prediction for each of them as CSV',
  program: 'PyTorch program (.py)',
  programDetail: 'Model, data and training in one file that you can read; it runs on one machine or on many',
  file: 'Weights (.safetensors)',
  fileDetail: (choice: 'mean' | number) =>
    `Of repetition ${choice === 'mean' ? 1 : choice + 1}; put them beside the program`,
  which: 'Step of the network that is saved',
  whereReported: (tasks: readonly string[], steps: readonly number[]) =>
    `At ${stepOf(tasks, steps)}, as reported`,
  asItStands: 'As the run stands',
  takenAt: (tasks: readonly string[], steps: readonly number[]) =>
    `The weights are of ${stepOf(tasks, steps)}.`,
  takenWhereReported: (tasks: readonly string[], measured: Measured) =>
    `The weights are of ${stepOf(tasks, measured.steps)}, where tables and verdict report this repetition: ${measuredAt(tasks, measured)}.`,
  lastEvaluated: (tasks: readonly string[], measured: Measured) =>
    `At the last evaluation, ${stepOf(tasks, measured.steps)}: ${measuredAt(tasks, measured)}.`,
  takenAtLast: (tasks: readonly string[], measured: Measured) =>
    `The weights are of ${stepOf(tasks, measured.steps)}, as the run stood: ${measuredAt(tasks, measured)}.`,
  reportedElsewhere: (tasks: readonly string[], measured: Measured) =>
    `Tables and verdict report this repetition at ${stepOf(tasks, measured.steps)}: ${measuredAt(tasks, measured)}.`,
  trainingAgain: (number: number, tasks: readonly string[], steps: readonly number[]) =>
    `Repetition ${number} is trained again to ${stepOf(tasks, steps)}, which gives the same weights.`,
  adam: 'State of Adam (.safetensors)',
  adamDetail: 'Beside the weights it lets the program train on as if there had been no break',
  load: 'Load weights …',
  loadDetail: (choice: 'mean' | number) =>
    `Starts a run with them in ${repetition(choice)}, and measures them before the first step`,
  notSaved: 'The network was not saved',
  notTrained: 'Nothing was trained here yet. Press Play, and save the network whenever you like.',
  notDownloaded: 'What reads it from the run could not be downloaded. The run is as it was; try it again.',
  stale:
    'The set-up was changed since this run began. Press Play to train what is set up now, or undo the change.',
  saved: {
    program: (name: string, weights: string, number: number, about: string) =>
      `${name} needs ${weights} beside it: the weights of repetition ${number}. ${about}`,
    weights: (name: string, _: string, number: number, about: string) =>
      `${name} holds the weights of repetition ${number}. ${about}`,
    adam: (name: string, _: string, number: number, about: string) =>
      `${name} holds the state of Adam of repetition ${number}. ${about}`,
  },
  notLoaded: (name: string) => `${name} could not be loaded`,
  tooLarge: (max: string) => `Weights are a file of at most ${max}, but this one is larger.`,
  loaded: (card: string, file: string, choice: 'mean' | number) =>
    `${card} begins with the weights of ${file} in ${repetition(choice)}. Press Play to train on; a link does not carry them.`,

  tooShort: (numBytes: number) => `The file has ${numBytes} bytes; a safetensors file has at least 8.`,
  headerLength: (claimed: number, numBytes: number) =>
    `This is no safetensors file: its header would take ${claimed.toPrecision(3)} bytes, but it has ${numBytes} in all.`,
  headerNotJson: 'The header of the file is no JSON: this is no safetensors file, or it is damaged.',
  headerNotObject: 'The header is not a JSON object.',
  metadataNotTexts: "'__metadata__' may hold texts alone.",
  headerTooLong: 'The file names more tensors than any network of this page has.',
  overlap: 'The tensors have more bytes than the file: some overlap.',
  type: (name: string, got: string) => `The tensor ${name} has type ${got}; only F32 is read.`,
  malformed: (name: string) => `The tensor ${name} has a malformed shape or range.`,
  misfit: (name: string, shape: readonly number[], begin: number, end: number) =>
    `The tensor ${name} of shape ${shown(shape)} does not fit bytes ${begin} to ${end} of the file.`,

  wrongNetwork: (card: string, problems: readonly string[], numMore: number) =>
    `These are not the weights of ${card}: ${problems.join('; ')}${numMore > 0 ? `; and ${numMore} more` : ''}.`,
  missing: (name: string, shape: readonly number[]) => `${name} ${shown(shape)} is missing`,
  unknown: (name: string, shape: readonly number[]) => `${name} ${shown(shape)} has no place`,
  wrongShape: (name: string, got: readonly number[], expected: readonly number[]) =>
    `${name} has shape ${shown(got)}, not ${shown(expected)}`,
  notFinite: (name: string) => `${name} holds values that are no numbers`,
} as const;

// A program's own words are in its templates: they are code.
export const pytorchText = {
  unknownTables: 'This architecture has parts that no PyTorch program can be written for yet.',
  noCard: (id: string) => `There is no architecture ${id}.`,
  diverged: (name: string, repetition: number) =>
    `${name} has diverged in repetition ${repetition}: its weights are no numbers. Choose another repetition, or train with a lower learning rate.`,
} as const;
