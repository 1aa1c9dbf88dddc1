/** English texts: what a verdict speaks of, and the same experiment on other draws of its tasks. */
import { plural } from './plural.ts';

const ofDraws = (count: number): string => plural(count, 'draw', 'draws');

export const drawsText = {
  /** What a verdict speaks of, by what its repetitions draw anew. */
  scope: {
    rows: 'for this draw of the tasks',
    directions: 'for this draw of the tasks',
    everything: 'for tasks drawn like these',
    weights: 'for these rows; only initial weights differ',
  },

  notOfFile: 'The tasks and rows are those of one file, so there are no other draws of them to try.',
  canResplit:
    'A new split in every repetition, a setting of the file, would let the verdict speak of files like this.',
  ask: 'Does it hold for other tasks like these?',
  explained: (count: number) =>
    `Trains the same architectures on ${ofDraws(count)} of the tasks, one repetition each, and compares them over all.`,
  cost: {
    about: (duration: string) => `Takes about ${duration} here; you can cancel and resume.`,
    unknown: 'How long it takes shows after the first draws; you can cancel and resume.',
    left: (duration: string) => `about ${duration} left`,
  },
  goOn: (count: number) => `Train the other ${ofDraws(count)}`,
  actions: { pause: 'Pause', goOn: 'Go on', cancel: 'Cancel', clear: 'Clear' },
  allTrained: (count: number) =>
    `Compared on ${ofDraws(count)} of the tasks, to see whether it holds for others like these.`,
  otherSetUp: 'Draws of another experiment are kept; starting replaces them.',
  title: 'On other draws of the tasks',
  note: (count: number) => `${ofDraws(count)}, one repetition each`,
  ahead: (reference: string, counts: readonly string[]) =>
    `${reference} was ahead of ${counts.join(', of ')} draws.`,
  aheadOf: (name: string, count: number, total: number) => `${name} in ${count} of ${total}`,
  plotName: (reference: string) =>
    `Dot plot: how much lower the loss of ${reference} is than that of each other architecture, a dot per draw of the tasks, with the interval of the mean`,
  plotHelp: 'Arrow keys go from draw to draw and from architecture to architecture, Enter opens a draw.',
  plotHint:
    'A dot is a draw of the tasks: click on one to open it. A triangle at the edge lies beyond it. The diamond is the mean over draws, the line its interval.',
  dot: (draw: number, name: string, gain: string) => `Draw ${draw} · ${name}: ${gain}`,
  draw: 'draw',
  open: 'Open',
  openDraw: (draw: number) => `Open draw ${draw} of the tasks`,
  opened: (draw: number) => `Draw ${draw} of the tasks is open, with repetitions of its own.`,
  effect: (mean: string, interval: string) => (interval === '' ? mean : `${mean} (${interval})`),
  noValue: '–',
  numbersHeader: ['draw', 'against', 'task', 'relative reduction of the loss'] as const,
  /** Mean, lowest and highest over draws and tasks, as shares of the floor. */
  floorHeader: ['loss above the floor', 'mean', 'lowest', 'highest'] as const,
  ofFloor: (share: number) => `${(100 * share).toFixed(1)} %`,
  bestOfEach: 'the best of each',

  status: {
    progress: 'Draws of the tasks trained',
    numDone: (done: number, count: number) => `${done} of ${ofDraws(count)} trained`,
    paused: 'paused',
    pausedForRun: 'The draws are paused: one training at a time. Go on with them below the verdict.',
    failed: (message: string) => `The draws stopped: ${message} Finished ones are kept.`,
    notMeasured: (message: string) => `The speed could not be measured: ${message}`,
    pointDone: (done: number, count: number) => `Draws of the tasks: part ${done} of ${count} trained.`,
    finished: 'All draws of the tasks are trained.',
    notEvaluated: 'the training ended before it was evaluated.',
    notKept:
      'This browser lets the page keep nothing: the draws are gone when it is closed or reloaded. Save them as CSV.',
    otherRun: 'One training at a time: Play above pauses the draws.',
  },

  cliUsage:
    "Usage: npm run draws -- 'LINK'|FILE.json|PRESET [--draws 40] [--backend wasm|cpu] [--workers N] [--json]",
  tooMany: (max: number) => `There can be at most ${max} draws.`,
} as const;
