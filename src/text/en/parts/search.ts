/** English texts: a search for an architecture and its settings, as page and command say it. */
import { listed, plural } from '../../format.ts';

export const searchText = {
  title: 'Try them all',
  intro: 'Which architecture and learning rate for these tasks, how sure, and what does it cost?',
  how: (numCandidates: number, numFinalists: number, numReplicas: number) =>
    `Trains ${plural(numCandidates, 'network', 'networks')} of equal size a little, keeps the best third by validation, and again with more steps. The best ${numFinalists} architectures then train on ${numReplicas} new repetitions, which alone decide.`,
  size: (count: number) => `Up to ${plural(count, 'training', 'trainings')}`,
  about: (size: string, duration: string, memory: string) =>
    `${size}: about ${duration} here at most, ${memory} of memory.`,
  unknown: (size: string, memory: string) => `${size}, ${memory} of memory. Time: not known yet.`,
  measuring: 'Training a few steps to measure the speed …',
  actions: {
    measure: 'Estimate the time',
    start: 'Try them all',
    pause: 'Pause',
    goOn: 'Go on',
    cancel: 'Cancel',
    clear: 'Clear',
    open: 'Open the finalists',
    openExperiment: 'Open its experiment',
  },
  opened: 'The finalists are open. Play trains the finals again, to the same numbers.',
  otherSetUp: 'This search is of another experiment than the one that is open. Starting another replaces it.',
  experimentOpened: 'The experiment of the search is open.',

  checks: {
    nothingToCompare:
      'Nothing to compare: fewer than two architectures can be as large as the reference card. Give that one other widths.',
  },

  leftOut: {
    heading: (parts: readonly string[]) => `Left out: ${parts.join('; ')}.`,
    one: (name: string, reason: string) => `${name} (${reason})`,
    impostor: 'made to be wrong',
    notAsLarge: 'cannot be as large as the others',
    settings:
      'Not tried: other sizes, weight decay, dropout, objectives and the like; all have those of the experiment.',
    rateChanges: 'Changes of the learning rate while training are not used.',
  },

  run: {
    rung: (rung: number, numRungs: number, numNetworks: number, numSteps: string) =>
      `round ${rung} of ${numRungs} · ${plural(numNetworks, 'network', 'networks')} for ${numSteps} steps`,
    finals: (names: readonly string[]) => `finals · ${listed(names)}`,
    cost: (name: string) => `cost of ${name}`,
  },

  status: {
    progress: 'Progress of the search',
    run: (number: number, count: number, what: string) => `run ${number} of ${count} · ${what}`,
    numDone: (done: number, count: number) => `${done} of ${plural(count, 'run', 'runs')} done`,
    left: (duration: string) => `about ${duration} left`,
    paused: 'paused',
    playPauses: 'One training at a time: Play above pauses the search.',
    pausedForRun: 'The search is paused: one training at a time. Go on with it in Sweep, under Try them all.',
    failed: (message: string) => `The search stopped: ${message} Finished runs are kept.`,
    notMeasured: (message: string) => `The speed could not be measured: ${message}`,
    pointDone: (done: number, count: number) => `Search: ${done} of ${count} runs done.`,
    finished: 'The search is finished.',
    notEvaluated: 'a run ended before it was evaluated.',
    stopped: (done: number, count: number) => `Stopped after ${done} of ${plural(count, 'run', 'runs')}.`,
    notKept: 'This browser lets the page keep nothing: what is found is gone when it is closed or reloaded.',
    experimentChanged:
      'The search goes on with the experiment it began with, not with the one that is open now.',
  },

  answer: {
    winner: (name: string, rate: string) =>
      `Use ${name} with learning rate ${rate}: it is clearly better than the other finalists.`,
    /** `tied`: those that are not clearly worse than another; empty: that is all finalists. */
    noWinner: (name: string, rate: string, tied: readonly string[]) =>
      `No clear difference${tied.length < 2 ? '' : ` between ${listed(tied)}`}: take the ${
        tied.length === 2 ? 'cheaper' : 'cheapest'
      }, ${name}, with learning rate ${rate}.`,
    nothingLearned: 'Nothing to choose: no finalist predicts better than a constant.',
    allDiverged: 'Nothing to choose: every finalist diverged. Try a lower learning rate.',
    onlyOne: (name: string, rate: string) =>
      `Only ${name} came through, with learning rate ${rate}: every other finalist diverged.`,
    against: (name: string, against: string, effect: string, interval: string) =>
      `${name} against ${against}: ${effect}${interval === '' ? '' : ` (${interval})`}`,
    /** How sure: what the intervals are of, and together hold. */
    sure: (numReplicas: number, numComparisons: number, level: string, scope: string) =>
      `Test loss, mean over tasks, in ${plural(numReplicas, 'new repetition', 'new repetitions')}, ${scope}. ${
        numComparisons === 1
          ? `A ${level} interval.`
          : `${level} intervals: the ${numComparisons} comparisons of finalists hold together in 95 %.`
      }`,
    cost: (numParams: string, numEmbedding: string, msPerStep: string, numSteps: string, duration: string) =>
      `Cost of ${numSteps} steps: ${numParams} parameters${
        numEmbedding === '' ? '' : ` and ${numEmbedding} of ids`
      }, ${msPerStep} ms per step, ${duration} for one training here.`,
    tried: (numCandidates: number, numFamilies: number, numRates: number, duration: string) =>
      `${plural(numCandidates, 'network', 'networks')} tried: ${plural(numFamilies, 'architecture', 'architectures')} at ${plural(numRates, 'learning rate', 'learning rates')}, equal in parameters; ${duration} of training.`,
    optimistic:
      'Scores of the search are optimistic, since the luckiest of many go on, and short rounds favour what learns fast. They choose finalists and prove nothing.',
    edge: {
      highest: (rate: string) => `${rate} is the highest learning rate tried: a higher one may do better.`,
      lowest: (rate: string) => `${rate} is the lowest learning rate tried: a lower one may do better.`,
    },
    resplit: 'Repetitions split the same rows anew, so rows that finals test on were seen by the search.',
    tuned: (rates: string) => `Each finalist was tuned over ${rates} by validation, in the finals again.`,
  },

  table: {
    title: 'What was tried',
    note: 'Validation score as a share of a constant guess, mean of 2 repetitions; lower is better',
    network: 'Network',
    rate: 'Learning rate',
    round: (numSteps: string) => `${numSteps} steps`,
    ended: 'Ended',
    outAfter: (rung: number) => `round ${rung}`,
    final: 'finals',
    suggested: 'suggested',
    open: 'under way',
    diverged: 'diverged',
  },

  cli: {
    notASearch: (path: string) => `The file '${path}' is no search. Name another one, or delete it.`,
    otherSearch: (path: string) =>
      `The file '${path}' holds the search of another experiment. Name another file.`,
    asLink: (link: string) => `The finals on the page: ${link}`,
  },
} as const;
