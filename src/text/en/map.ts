/** English texts: the recorded map of when AdaTT pays. */
import { capitalised, formatCount, formatTick, formatWeight, listed, plural } from '../format.ts';

const setting = (correlation: number, numLabels: number) =>
  `correlation ${formatTick(correlation)}, ${formatCount(numLabels)} labels per task`;

export const mapText = {
  title: 'When does AdaTT pay?',
  /** Cells that each wins, by name, and those without a winner. */
  answer: (
    numCells: number,
    won: readonly (readonly [name: string, count: number])[],
    numUndecided: number,
  ) =>
    `Of ${numCells} cells ${listed(won.map(([name, count]) => `${name} wins ${count === 0 ? 'none' : count}`))}; ${plural(numUndecided, 'has', 'have')} no clear winner.`,
  definition: (reference: string) =>
    `${reference} wins a cell where it is clearly better than every rival; a rival wins where it is clearly better than ${reference}, of several the one furthest ahead; all other cells are hatched.`,
  note: (reference: string, numReplicas: number) =>
    `N = ${numReplicas} in every cell · equal budgets · plus: ${reference} is better`,
  name: (reference: string, rivals: readonly string[]) =>
    `Map: who wins of ${listed([reference, ...rivals])}, by correlation and labels per task`,
  help: 'Arrow keys move from cell to cell, Enter opens the experiment of one.',
  axes: { x: 'Correlation of every pair of tasks', y: 'Labels per task' },
  hereKey: 'you are here',

  setting,
  wins: (name: string) => `${name} wins`,
  undecided: 'no clear winner',
  cell: (where: string, outcome: string, effects: readonly string[], numReplicas: number) =>
    `${capitalised(where)}: ${outcome}. ${effects.join('; ')}. ${plural(numReplicas, 'repetition', 'repetitions')}.`,
  /** "AdaTT-sp against PLE: −1.2 % (−3.3 % to +0.9 %)". */
  against: (reference: string, rival: string, effect: string, interval: string) =>
    `${reference} against ${rival}: ${effect} (${interval})`,
  opened: (where: string) => `The experiment with ${where} is open.`,
  open: 'Open',
  openAt: (where: string) => `Open the experiment with ${where}`,

  here: {
    oneTask: 'Your experiment has no place on the map: a single task correlates with none.',
    unknownFile:
      'Your file has no place on the map yet: how its labels correlate is known once it was set up or trained.',
    cell: (found: string) => `You are here. ${found}`,
    at: (where: string, cautions: readonly string[]) =>
      ['You are here: '.concat(where, '.'), ...cautions].join(' '),
    beyond: 'That is beyond the edge of the map.',
    uneven: 'Your pairs of tasks differ, those of the map are all alike.',
    otherSettings: (count: number) =>
      `Your experiment also differs from the map’s in ${plural(count, 'other setting', 'other settings')}.`,
    onAverage: (correlation: number, numLabels: number) =>
      `correlation ${formatWeight(correlation)} on average, ${formatCount(Math.round(numLabels))} labels per task`,
    ofFile: (correlation: number, numLabels: number) =>
      `labels that correlate by ${formatWeight(correlation)} on average, ${formatCount(Math.round(numLabels))} training rows`,
  },

  method: 'How it was recorded',
  levels: (level: string) =>
    `Each cell is judged by itself at 95 %, with intervals of ${level}: where nothing differs, up to one cell in 20 is coloured by chance.`,
  experiments: (numTasks: number, related: number) =>
    `The cells are the opening experiment with its ${plural(numTasks, 'task', 'tasks')} all alike: every pair has the same correlation, every row the labels of all tasks. Above ${related} they share their hidden features, below they share none.`,
  recorded: (seconds: number, backend: string) =>
    `Recorded on ${backend} in ${plural(Math.ceil(seconds / 60), 'minute', 'minutes')} of processor time; npm run map makes it again.`,

  header: [
    'correlation',
    'labels per task',
    'measured label correlation',
    'winner',
    'against',
    'verdict',
    'relative reduction of the loss',
    'low',
    'high',
    'level',
    'repetitions',
    'diverged',
  ] as const,
  cellHeading: 'cell',
  winnerHeading: 'winner',
  over: (rival: string) => `over ${rival}`,
  effect: (gain: string, interval: string) => `${gain} (${interval})`,
} as const;
