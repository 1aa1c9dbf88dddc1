/** English texts: sweeps and resamples of the tasks. */
import { plural } from '../format.ts';

const inRow = (values: readonly string[]): string => values.join(', ');

export const sweepText = {
  numPoints: {
    label: 'Points',
    help: 'How many values are tried, spread evenly between the two ends. Each is a run of its own.',
  },

  checks: {
    noArchitecture:
      'Nothing to compare: let at least one architecture besides the single-task one take part.',
    atValues: (message: string, values: readonly string[]) => `At ${inRow(values)}: ${message}`,
    repaired: (numTasks: number, lowest: string, values: readonly string[]) =>
      `${numTasks} tasks cannot all be correlated below ${lowest}. At ${inRow(values)} the nearest possible correlation is trained.`,
  },

  setUp: {
    title: 'Sweep one setting',
    intro: 'Trains the experiment at each of several values of one setting.',
    axis: 'Setting',
    parts: {
      pairs: 'Every pair of tasks',
      weights: 'Loss weights of two tasks',
      tasks: 'Every task',
      data: 'Data',
      training: 'Training',
      cards: 'Every architecture that has it',
    },
    from: 'From',
    to: 'To',
    values: (values: readonly string[], unit: string | null) =>
      `Values: ${inRow(values)}${unit === null ? '' : ` ${unit}`}`,
    cards: 'Architectures that take part',
    baseline: 'Single-task is always trained: gains are measured against it.',
  },

  front: {
    share: (first: string, second: string) => ({
      label: `Weight, ${first} : ${second}`,
      help: `The share of their two loss weights that ${first} gets; ${second} gets the rest.`,
    }),
    reading: 'Drawn as',
    readings: { front: 'Front', gains: 'Gains' },
    title: (first: string, second: string) => `The front of ${first} and ${second}`,
    note: (numReplicas: number) =>
      numReplicas === 1
        ? 'N = 1 · no intervals for one repetition'
        : `N = ${numReplicas} · 95 % intervals, point by point · up and right is better`,
    name: (first: string, second: string) =>
      `The gain of every architecture on ${first} and on ${second}, a point for each pair of loss weights`,
    dominated: 'dominated',
    /** A gain and the ends of its interval. */
    columnsOf: (task: string) => [task, `${task} from`, `${task} to`],
    grey: 'Grey, without intervals: another point is at least as good on both tasks.',
    drag: 'Drag a ring along its line, or the slider, to set these weights and preview them.',
    weights: 'Loss weights',
    set: (first: string, second: string) => `${first} : ${second}`,
    preview: (numSteps: string, losses: readonly string[]) =>
      `Test losses after ${numSteps} steps of preview: ${losses.join(' · ')}.`,
    ofCard: (name: string, first: string, second: string) => `${name} ${first} and ${second}`,
  },

  cost: {
    size: (count: number) => plural(count, 'training', 'trainings'),
    about: (size: string, duration: string) => `${size}: about ${duration}.`,
    duration: (seconds: number) =>
      seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`,
    unknown: (size: string) => `${size}. Start says how long they take.`,
  },

  actions: {
    start: 'Start the sweep',
    goOn: 'Go on',
    goOnWith: (count: number) => `Train the ${plural(count, 'missing point', 'missing points')}`,
    pause: 'Pause',
    cancel: 'Cancel',
    clear: 'Clear',
    allTrained: 'Every one of these values is trained.',
    openSetUp: 'Open that experiment',
    setUpOpened: 'The experiment of these results is open.',
    waitForRun: 'Possible as soon as the run above is set up.',
  },

  status: {
    progress: 'Progress of the sweep',
    run: (number: number, count: number, setting: string) => `point ${number} of ${count} · ${setting}`,
    setting: (label: string, value: string) => `${label} ${value}`,
    steps: (step: string, numSteps: string) => `step ${step} of ${numSteps}`,
    left: (duration: string) => `about ${duration} left`,
    paused: 'paused',
    pausedForRun: 'The sweep is paused: one training at a time. Go on with it in Sweep, under One setting.',
    playPauses: 'One training at a time: Play above pauses the sweep.',
    failed: (message: string) => `The sweep stopped: ${message} Finished points are kept.`,
    pointDone: (done: number, count: number) => `Sweep: ${done} of ${count} points trained.`,
    unread: 'What was kept here is of another version of the page, and cannot be read. Start trains it anew.',
    finished: 'The sweep is finished.',
    notEvaluated: 'a point ended before it was evaluated.',
    experimentChanged:
      'The sweep goes on with the experiment it began with, not with the one that is open now.',
    otherSetUp:
      'The points here are of another experiment than this set-up. Starting this sweep replaces them.',
    notKept:
      'This browser lets the page keep nothing: the points are gone when it is closed or reloaded. Save them as CSV.',
  },

  results: {
    none: 'Where does it start to pay?',
    noneDetail:
      'A sweep draws the gain over single-task against one setting, a line per architecture. It grows point by point; you can cancel and resume it, and it is kept when the page is reloaded.',
    saved: (title: string) => `A saved sweep of other tasks, from the preset “${title}”.`,
    openSaved: 'Open the preset',
    of: 'Gain of',
    meanOfTasks: 'Mean of tasks',
    title: (label: string, task: string | null) =>
      `Gain over single-task by ${label.toLowerCase()}${task === null ? '' : `, ${task}`}`,
    points: 'Points',
    arrows:
      '▲ better, ▼ worse than single-task: the 95 % interval leaves 0 out. Of many points, a few do by chance.',
    open: 'Open',
    openAt: (setting: string) => `Open the experiment at ${setting}`,
    opened: (setting: string) => `The experiment at ${setting} is open.`,
    diverged: 'diverged',
    notTrained: 'not trained yet',
    numbers: ['gain', 'from', 'to', 'N', 'diverged', 'single-task loss', 'measured label correlation'],
    measured: 'Measured label correlation',
    architecture: 'architecture',
    task: 'task',
    note: (numReplicas: number) =>
      numReplicas === 1
        ? 'N = 1 · no band for one repetition'
        : `N = ${numReplicas} · 95 % band, point by point · positive is better`,
  },
} as const;

const ofDraws = (count: number): string => plural(count, 'draw', 'draws');

export const drawsText = {
  notOfFile: 'The tasks and rows are those of one file, so there are no other draws of them to try.',
  canResplit:
    'A new split in every repetition, a setting of the file, would let the verdict speak of files like this.',
  ask: 'Start',
  explained: (count: number) =>
    `Trains the same architectures on ${ofDraws(count)} of the tasks, one repetition each, and compares them over all.`,
  cost: {
    about: (duration: string) => `Takes about ${duration} here; you can cancel and resume.`,
    unknown: 'How long it takes shows after the first draws; you can cancel and resume.',
  },
  goOn: (count: number) => `Train the other ${ofDraws(count)}`,
  allTrained: (count: number) =>
    `Compared on ${ofDraws(count)} of the tasks, to see whether it holds for others like these.`,
  title: 'On new tasks',
  note: (count: number) => `${ofDraws(count)}, one repetition each`,
  ahead: (reference: string, counts: readonly string[]) =>
    `Ahead of ${reference}: ${counts.join(', ')} draws.`,
  aheadOf: (name: string, count: number, total: number) => `${name} in ${count} of ${total}`,
  plotName: (reference: string) =>
    `Dot plot: how much better each other architecture is than ${reference}, a dot per draw of the tasks, with the interval of the mean`,
  plotHelp: 'Arrow keys go from draw to draw and from architecture to architecture, Enter opens a draw.',
  plotHint:
    'A dot is a draw of the tasks: click on one to open it. A triangle at the edge lies beyond it. The diamond is the mean over draws, the line its interval.',
  dot: (draw: number, name: string, gain: string) => `Draw ${draw}, ${name}: ${gain}`,
  draw: 'draw',
  openDraw: (draw: number) => `Open draw ${draw} of the tasks`,
  opened: (draw: number) => `Draw ${draw} of the tasks is open, with repetitions of its own.`,
  effect: (mean: string, interval: string) => (interval === '' ? mean : `${mean} (${interval})`),
  numbersHeader: ['draw', 'architecture', 'against', 'task', 'relative reduction of the loss'] as const,
  /** Over draws and tasks, as shares of the irreducible loss. */
  floorHeader: ['loss above the floor', 'mean', 'lowest', 'highest'] as const,
  ofFloor: (share: number) => `${(100 * share).toFixed(1)} %`,
  bestOfEach: 'the best of each',

  status: {
    progress: 'Draws of the tasks trained',
    run: (number: number, count: number, what: string) => `part ${number} of ${count} · ${what}`,
    between: (first: number, last: number) => `draws ${first} to ${last}`,
    pausedForRun:
      'The draws are paused: one training at a time. Go on with them in Compare, under Repeat on new tasks.',
    failed: (message: string) => `The draws stopped: ${message} Finished ones are kept.`,
    pointDone: (done: number, count: number) => `Draws of the tasks: part ${done} of ${count} trained.`,
    finished: 'All draws of the tasks are trained.',
    notEvaluated: 'the training ended before it was evaluated.',
    otherSetUp: 'Draws of another experiment are kept; starting replaces them.',
    notKept:
      'This browser lets the page keep nothing: the draws are gone when it is closed or reloaded. Save them as CSV.',
    experimentChanged:
      'The draws go on with the experiment they began with, not with the one that is open now.',
    playPauses: 'One training at a time: Play above pauses the draws.',
  },

  cliUsage:
    "Usage: npm run draws -- 'LINK'|FILE.json|PRESET [--draws 40] [--resume FILE] [--backend wasm|cpu] [--workers N] [--json]",
  tooMany: (max: number) => `There can be at most ${max} draws.`,
} as const;
