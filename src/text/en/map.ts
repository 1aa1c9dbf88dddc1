/** English texts: the map of when AdaTT pays, and the study behind it. */
import { capitalised, formatCount, formatShare, formatTick, listed, plural } from '../format.ts';

const levels = {
  tasks: { name: 'tasks', levels: { '2': '2', '4': '4', '8': '8' } },
  relation: {
    name: 'relation',
    levels: {
      alike: 'all alike',
      pairs: 'pairs',
      groups: 'two groups, an outsider',
      outsider: 'one outsider',
      rowDependent: 'depends on the row',
    },
  },
  labels: {
    name: 'labels per task',
    levels: { '300': '300–1,000', '1000': '1,000–3,000', '3000': '3,000–10,000', '10000': '10,000–30,000' },
  },
  noise: { name: 'noise', levels: { low: 'low', high: 'high' } },
  sparse: { name: 'sparse binary task', levels: { without: 'none', with: 'one' } },
  experts: { name: 'experts per task', levels: { '1': '1', '2': '2' } },
  correlation: {
    name: 'correlation in a set',
    levels: { low: '0–0.33', middle: '0.33–0.67', high: '0.67–1' },
  },
  common: { name: 'features in common', levels: { none: 'none', half: 'half' } },
} as const;

export const mapText = {
  title: 'When does AdaTT pay?',
  circumstances: levels,
  at: (name: string, level: string) => `${name}: ${level}`,
  whole: (parts: readonly string[]) => parts.join('; '),
  anyOf: (parts: readonly string[]) => parts.join(' or '),
  answer: (
    numBins: number,
    won: readonly (readonly [name: string, count: number])[],
    numOpen: number,
    least: number,
  ) =>
    numBins === 0
      ? `No bin of this picture has ${least} set-ups yet.`
      : `Of ${plural(numBins, 'bin', 'bins')} with ${least} set-ups or more, ${listed([
          ...won.map(([name, count]) => `${name} wins ${count === 0 ? 'none' : count}`),
          `${numOpen} ${numOpen === 1 ? 'has' : 'have'} no winner`,
        ])}.`,
  study: (numSetUps: number, numReplicas: number, numContestants: number) =>
    `${plural(numSetUps, 'set-up', 'set-ups')} drawn at random; in each, ${numContestants} architectures in ${numReplicas} repetitions with tasks of their own, every network at the size and the learning rate that its validation rows chose.`,
  note: (rival: string) => `each at its best size · plus: AdaTT-sp better than ${rival}`,
  name: (x: string, y: string) => `Map: who wins, by ${x} and ${y}`,
  help: 'Arrow keys move from bin to bin, Enter lists the set-ups of one.',
  across: 'Across',
  up: 'Up',
  rival: 'AdaTT-sp against',
  hereKey: 'you are here',
  outcomes: {
    won: (name: string) => `${name} wins`,
    equal: (margin: number) => `equal within ${formatShare(margin)}`,
    unclear: 'cannot tell',
    tooFew: 'too few set-ups',
  },
  numSetUps: (count: number) => plural(count, 'set-up', 'set-ups'),
  ofBin: (where: string, outcome: string, parts: readonly string[]) =>
    `${capitalised(where)}. ${[capitalised(outcome), ...parts].join('; ')}.`,
  here: (said: string) => `You are here. ${said}`,

  noSetUp: 'No set-up lies here.',
  close: 'Close the list',
  setUp: 'set-up',
  open: 'Open',
  openSetUp: (key: number) => `Open set-up ${key}`,
  opened: (key: number) => `Set-up ${key} of the map is open.`,
  over: (rival: string) => `AdaTT-sp over ${rival}`,

  sentences: 'What the first half suggested and the second half tested',
  sentence: (where: string, one: string, other: string, least: string) =>
    `${one} beats ${other} by more than ${least}${where === '' ? '' : ` (${where})`}`,
  status: { confirmed: 'confirmed', notConfirmed: 'not confirmed', notTested: 'not yet tested' },
  halves: (explored: string, confirming: string) => `first half ${explored}; second half ${confirming}`,
  otherWays: {
    title: 'The same sentences, compared in other ways',
    turned: (ways: string) => `the other way round on average with ${ways}`,
    equalParameters: 'equal parameters',
    equalExperts: 'equal experts per level',
    weightDecay: 'weight decay chosen too',
  },
  estimate: (gain: string, interval: string, n: number) =>
    `${gain} (${interval}, ${plural(n, 'set-up', 'set-ups')})`,

  effects: {
    title: (rival: string) => `What changes AdaTT-sp over ${rival}`,
    note: 'difference of means',
    plotName: (rival: string) =>
      `Forest plot: effect of each circumstance on AdaTT-sp’s advantage over ${rival}`,
    unit: (name: string) => `plus: helps ${name}`,
    worse: (name: string) => `← hurts ${name}`,
    better: (name: string) => `helps ${name} →`,
    help: 'Arrow keys go from circumstance to circumstance.',
    contrast: (name: string, at: string, others: string) => `${name}: ${at}, not ${others}`,
    heading: 'What matters most',
    tooFew: 'There are too few set-ups yet to compare circumstances.',
    reading: (level: string) =>
      `Right of zero: the first of the two helps AdaTT-sp more than its rival. Intervals of ${level} hold for a whole picture.`,
  },

  method: 'How it was studied',
  rule: (level: string, least: number, margin: number) =>
    `The set-up is the unit: a difference is the log ratio of test losses, mean over its tasks and repetitions, and intervals are over set-ups. An architecture wins a bin of at least ${least} set-ups if it is ahead of every other one, by intervals of ${level} that hold together; the bin is equal if all of them lie within ${formatShare(margin)} of the best, and cannot tell otherwise. Every bin is judged by itself.`,
  population: ([numTasks, labels, experts]: readonly string[], numExplored: number, numConfirming: number) =>
    `Drawn by a named seed: the number of tasks (${numTasks}), how they relate, labels per task (${labels}), low or high noise, with or without one sparse binary task, experts per task (${experts}), the size of the correlation, half of the features in common or none. ${plural(numExplored, 'set-up is', 'set-ups are')} there to explore and ${numConfirming} to confirm.`,
  training: (factors: readonly number[], numSteps: number) =>
    `In every repetition each network chose among ${listed(factors.map(formatTick))} times the widths of a common budget, then its learning rate at that size; all stop early, after ${formatCount(numSteps)} steps at the latest.`,
  recorded: (seconds: number, backend: string, numDiverged: number) =>
    `Recorded on ${backend} in ${(seconds / 3600).toFixed(1)} hours of processor time; ${plural(numDiverged, 'training', 'trainings')} diverged and ${numDiverged === 1 ? 'is' : 'are'} left out. npm run map makes it again.`,

  outside: {
    setting: (label: string, ofMap: string) =>
      `Your experiment has no place on the map: there “${label}” is ${ofMap}.`,
    ofAllTasks: (values: string) => `${values}, the same for all tasks`,
    oneBinary: (rate: string) => `binary for one task at most, with ${rate} positives`,
    relation: 'Your experiment has no place on the map: its tasks are related in a way that no set-up has.',
    noLevel: 'Your experiment has no place in this picture: no two of its tasks share hidden features.',
  },

  numbersHeader: ['relative reduction of the loss', 'low', 'high', 'level', 'set-ups'] as const,
  bin: 'bin',
  outcome: 'outcome',
  circumstance: 'circumstance',
} as const;
