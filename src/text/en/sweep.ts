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
