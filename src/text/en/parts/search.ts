/** English texts: a search for an architecture and its settings, as page and command say it. */
import { formatPercent, listed, plural } from '../../format.ts';

const tuned = { learningRate: 'learning rate', weightDecay: 'weight decay', dropout: 'dropout' } as const;

export const searchText = {
  title: 'Try them all',
  intro:
    'Which architecture for these tasks, at which learning rate, weight decay and dropout, how sure, and what does it cost?',
  how: (numCandidates: number, numFinalists: number, numReplicas: number) =>
    `Trains ${plural(numCandidates, 'network', 'networks')} of equal size a little, keeps the best third by validation, and again with more steps. The best ${numFinalists} architectures are tuned: learning rate, then weight decay, then dropout. They then train on ${numReplicas} new repetitions, each at its best size, and these alone decide.`,
  size: (count: number) => `About ${plural(count, 'training', 'trainings')}`,
  about: (size: string, duration: string, memory: string) =>
    `${size}, which take about ${duration} here and ${memory} of memory.`,
  unknown: (size: string, memory: string) => `${size}, ${memory} of memory. Start says how long they take.`,
  actions: {
    start: 'Try them all',
    open: 'Open the finalists',
  },
  opened: 'The finalists are open. Play trains the finals again, to the same numbers.',

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
      'Not tried: other numbers of experts and levels, objectives and the like; all have those of the experiment. Architectures that are no finalists have its weight decay and dropout, too.',
    rateChanges: 'Changes of the learning rate while training are not used.',
  },

  run: {
    rung: (rung: number, numRungs: number, numNetworks: number, numSteps: string) =>
      `round ${rung} of ${numRungs} · ${plural(numNetworks, 'network', 'networks')} for ${numSteps} steps`,
    tuning: (name: string, numNetworks: number, setting: 'learningRate' | 'weightDecay' | 'dropout') =>
      `${name} tuned, ${tuned[setting]} · ${plural(numNetworks, 'network', 'networks')}`,
    finals: (names: readonly string[]) => `finals · ${listed(names)}`,
    cost: (name: string) => `cost of ${name}`,
  },

  status: {
    progress: 'Progress of the search',
    run: (number: number, count: number, what: string) => `run ${number} of ${count} · ${what}`,
    playPauses: 'One training at a time: Play above pauses the search.',
    pausedForRun: 'The search is paused: one training at a time. Go on with it in Sweep, under Try them all.',
    failed: (message: string) => `The search stopped: ${message} Finished runs are kept.`,
    pointDone: (done: number, count: number) => `Search: ${done} of ${count} runs done.`,
    finished: 'The search is finished.',
    notEvaluated: 'a run ended before it was evaluated.',
    stopped: (done: number, count: number) => `Stopped after ${done} of ${plural(count, 'run', 'runs')}.`,
    otherSetUp:
      'This search is of another experiment than the one that is open. Starting another replaces it.',
    notKept: 'This browser lets the page keep nothing: what is found is gone when it is closed or reloaded.',
    experimentChanged:
      'The search goes on with the experiment it began with, not with the one that is open now.',
  },

  answer: {
    winner: (name: string, settings: string) =>
      `Use ${name} with ${settings}: it is clearly better than the other finalists.`,
    /** `said`: a conclusion on the finalists that may be the best. */
    said: (names: readonly string[], said: string) => `${listed(names)}: ${said}.`,
    /** `others`: of the rivals, as `costOf` says each; `isOfAll`: none of them is left out as no better than a constant. */
    cheapest: (name: string, settings: string, work: string, others: readonly string[], isOfAll: boolean) =>
      `${isOfAll ? 'Take' : 'Of those that are clearly better than the best constant guess, take'} the ${['only one', 'cheaper'][others.length] ?? 'cheapest'}, ${name}, with ${settings}: its work per row is ${work}${others.length === 0 ? '' : ` (${others.join(', ')})`}.`,
    costOf: (name: string, work: string) => `${name}: ${work}`,
    tooSmall: (names: readonly string[], margin: string) =>
      `Too small to see: a difference of ${margin} between ${listed(names)} would most likely have shown, and none did.`,
    nothingLearned: 'Nothing to recommend: no finalist is clearly better than the best constant guess.',
    nearest: (name: string, share: string) =>
      `The nearest, ${name}, has ${share} of the constant’s test loss.`,
    notShown: (names: readonly string[]) =>
      `Nothing to recommend: ${listed(names)} ${names.length === 1 ? 'does best but is' : 'do best but are'} not clearly better than the best constant guess.`,
    ofConstant: (name: string, share: string) => `${name} has ${share} of the constant’s test loss.`,
    notShownOn: (name: string, tasks: readonly string[]) =>
      `First: on ${listed(tasks)}, ${name} is not clearly better than the best constant guess.`,
    /** Test loss as a share of that of the best constant. */
    share: (share: number, low: number, high: number) =>
      `${formatPercent(share)} (${formatPercent(low)} to ${formatPercent(high)})`,
    allDiverged: 'Nothing to choose: every finalist diverged. Try a lower learning rate.',
    /** What follows "with" in these sentences. */
    settings: (learningRate: string, weightDecay: number, dropout: number, numParams: string) =>
      listed([
        `learning rate ${learningRate}`,
        ...(weightDecay === 0 ? [] : [`weight decay ${weightDecay}`]),
        ...(dropout === 0 ? [] : [`dropout ${dropout}`]),
        `${numParams} parameters`,
      ]),
    onlyOne: (name: string, settings: string) =>
      `Only ${name} came through, with ${settings}: every other finalist diverged.`,
    against: (name: string, against: string, effect: string, interval: string) =>
      `${name} against ${against}: ${effect}${interval === '' ? '' : ` (${interval})`}`,
    /** How sure: what the intervals are of, and together hold. */
    sure: (numReplicas: number, numComparisons: number, level: string, scope: string) =>
      `Test loss, mean over tasks, in ${plural(numReplicas, 'new repetition', 'new repetitions')}, ${scope}. ${
        numComparisons === 1
          ? `A ${level} interval.`
          : `${level} intervals: the ${numComparisons} comparisons of finalists hold together in 95 %.`
      }`,
    cost: (name: string, numParams: string, msPerStep: string, numSteps: string, duration: string) =>
      `${numSteps} steps of ${name}: ${numParams} parameters, ${msPerStep} ms per step, ${duration} for one training here.`,
    tried: (
      numCandidates: number,
      numFamilies: number,
      numRates: number,
      numTuned: number,
      duration: string,
    ) =>
      `${plural(numCandidates, 'network', 'networks')} tried: ${plural(numFamilies, 'architecture', 'architectures')} at ${plural(numRates, 'learning rate', 'learning rates')}, equal in parameters, and ${numTuned} more with other settings; ${duration} of training.`,
    optimistic:
      'Scores of the search are optimistic, since the luckiest of many go on, and short rounds favour what learns fast. They choose finalists and prove nothing.',
    edge: (name: string, rate: string) =>
      `Best for ${name} is the learning rate at the edge of those tried, ${rate}: one beyond may do better, and may change the order.`,
    resplit: 'Repetitions split the same rows anew, so rows that finals test on were seen by the search.',
    sized: (factors: string) =>
      `The finals trained each finalist at ${factors} times the widths of equal parameters, and took the best on validation.`,
    tuned: (finalists: readonly string[]) =>
      `Tuned by validation before the finals, with one beyond where the best lay at an edge: ${finalists.join('; ')}.`,
    tunedOver: (name: string, [rates = '', decays = '', dropouts = '']: readonly string[]) =>
      `${name} (learning rates ${rates}; weight decays ${decays}; dropout ${dropouts})`,
  },

  finalists: {
    title: 'The finalists',
    header: [
      'Network',
      'Learning rate',
      'Weight decay',
      'Dropout',
      'Test loss by a constant’s',
      'Parameters',
      'Multiply-adds per row',
      'Work per row',
    ] as const,
    diverged: 'diverged',
    andIds: (numParams: string, numEmbedding: string) => `${numParams} and ${numEmbedding} of ids`,
    note: (level: string) =>
      `Test loss with its ${level} interval. Work: multiply-adds, with gates, mixes and narrow layers counted by the time they take`,
  },

  table: {
    title: 'What was tried',
    note: 'Validation score as a share of a constant guess, mean of 2 repetitions; lower is better',
    network: 'Network',
    settings: ['Learning rate', 'Weight decay', 'Dropout'] as const,
    round: (numSteps: string) => `${numSteps} steps`,
    ended: 'Ended',
    outAfter: (rung: number) => `round ${rung}`,
    final: 'finals',
    suggested: 'suggested',
    tuned: 'tuning',
    open: 'under way',
    diverged: 'diverged',
  },

  cli: {
    asLink: (link: string) => `The finals on the page: ${link}`,
  },
} as const;
