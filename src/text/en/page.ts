/** English texts: parts of the page: about it, this machine, times without a network, budgets, panels. */
import { formatCount, plural } from '../format.ts';

/** Words about the page. */
export const aboutText = {
  what: 'AdaTT Playground trains AdaTT (Li et al., KDD 2023, arXiv:2304.04959) and its rivals on tasks you shape, in your browser. Nothing you set up or train leaves it: a link holds the whole experiment, and no server takes part.',
  fidelityTitle: 'Does it compute what the paper means?',
  fidelity: (numOk: number, numCases: number, backend: string) =>
    `This build was compared with the authors’ PyTorch library on ${numCases} networks, with their weights, losses, gradients and steps of Adam: ${
      numOk === numCases ? 'all agree' : `${numOk} agree`
    } (${backend}).`,
  largest: (output: string, loss: string, gradient: string) =>
    `Largest differences |a − b| / (1 + |b|): predictions ${output}, losses ${loss}, gradients ${gradient}.`,
  honestTitle: 'How does it compare?',
  honest:
    'Every repetition gives all architectures the same data, batches and seeds. What is reported is measured on test rows, at the step that validation rows chose. Intervals are t intervals over repetitions, paired where two architectures are compared; an architecture is called better only at the end of the run, and only when its printed interval excludes 0. The more architectures and tasks are compared, the wider the intervals, so that all that is said holds together in 95 % of experiments. Two are practically equal where any difference is surely smaller than what counts as a tie. What a run could detect would have shown in 4 of 5 such experiments. The excess of a loss is what is left above the floor, the loss of someone who knows how the tasks were made, but not the noise.',
  licences: 'Licences of this page and of what is built into it',
} as const;

/** Measuring the device that the page runs on. */
export const machineText = {
  title: 'This machine',
  intro:
    'Training steps of AdaTT-sp for 4 tasks, by the width of its experts: on one core, or on the GPU. What was training is paused.',
  table: 'Steps per second',
  unit: 'and billions of additions and multiplications per second',
  width: 'Width',
  repetitions: 'Repetitions',
  recorded: 'Benchmark',
  recordedOn: (cpu: string, node: string, wasBusy: boolean) =>
    `Benchmark: WebAssembly on ${cpu}, Node ${node}.${wasBusy ? ' Other programs ran there too: undisturbed it is faster.' : ''}`,
  gflops: (count: string) => `${count} GFLOP/s`,
  progress: 'Measured',
  measured: (numDone: number, numPoints: number) => `${numDone} of ${numPoints} networks measured …`,
  done: 'Measured. Other programs that run now make it slower.',
  endedByRun: 'The run was started: measuring has ended.',
} as const;

/** The page without a network, and newer versions of it. */
export const offlineText = {
  newVersion: 'A new version of this page is ready.',
  reload: 'Reload for the new version',
  keeps: 'The set-up is kept.',
  losesRun: 'The set-up is kept, but the run under way would be lost: better wait for its end.',
  losesNetworks:
    'The set-up and these results are kept; the trained networks would be lost: save them first if you need them.',
  losesResults: 'The set-up is kept, but these results would be lost: save them first if you need them.',
} as const;

/** The costs of networks, and how they are made equal. */
export const budgetText = {
  title: 'Budget',
  parameters: 'Parameters',
  multiplyAdds: 'Multiply-adds of one row',
  parts: { experts: 'Experts', gates: 'Gates', towers: 'Towers', total: 'Total' },
  partsHelp:
    'Experts: their dense layers, biases included. Gates: gate layers and learned native or stitch weights. Towers: the layers above the last level, up to the predictions, and learned weights of losses.',
  expertsPerLevel: 'Experts per level',
  notBuilt: 'cannot be built',
  isReference: 'reference',
  excess: (percent: string) => `${percent} parameters`,
  same: 'as many parameters',
  uneven: (percent: string) =>
    `Sizes differ by up to ${percent} from the reference, which may be why losses differ.`,
  makeEqual: 'Make parameters equal',
  changed: (label: string, value: string, before: string) => `${label} ${value} instead of ${before}`,
  details: 'Experts, gates, towers',
  cost: (numNetworks: number, numReplicas: number, numParams: string, memory: string) =>
    `In all: ${plural(numNetworks, 'network', 'networks')}${numReplicas === 1 ? '' : `, ${numReplicas} times each`} · ${numParams} parameters · about ${memory} of memory`,
  unseen: (count: number, isTuned: boolean) =>
    isTuned
      ? `${count} of them train in the background: learning rates that are not picked, and a single-task baseline if no card is one.`
      : 'A single-task baseline trains in the background.',
} as const;

/** The panels of results, around their charts. */
export const panelText = {
  compare: {
    verdict: 'The verdict',
    outcomes: 'The results',
    inWords: 'In words',
    lossWeights: 'Learned weights of the losses',
    funnel: 'Tasks after tasks',
    calibration: 'Calibration',
    reading: 'What the curves show',
    readings: { loss: 'Loss', difference: 'Difference' },
    curvesNote: (
      reading: 'loss' | 'difference',
      { split, numReplicas, isOverWork }: { split: string; numReplicas: number; isOverWork: boolean },
    ) =>
      [
        `${reading === 'loss' ? '' : 'Above 0 the reference is better. '}Over ${isOverWork ? 'million multiply-adds of training' : 'training steps'}, on ${split} rows`,
        ...(reading === 'loss' ? ['lower is better'] : []),
        ...(numReplicas === 1
          ? []
          : [`bands: 95 % of ${numReplicas} repetitions${reading === 'loss' ? '' : ', paired'}`]),
        ...(isOverWork ? [] : ['bars mark the steps that the verdict uses']),
      ]
        .join('; ')
        .concat('.'),
    axes: 'Rows and axes of the curves',
    split: 'Loss on',
    splits: { test: 'Test', validation: 'Validation', train: 'Training' },
    abscissa: 'Along',
    abscissas: { step: 'Steps', work: 'Multiply-adds' },
    scale: 'Axis',
    scales: { log: 'Log', linear: 'Linear' },
    measure: (split: string, metric: string) => `${split} ${metric}`,
    splitWords: { test: 'test', validation: 'validation', train: 'training' },
    tableTitle: (split: string, step: string) => `Mean ${split} loss at step ${step}`,
    tableNote: '± half of the 95 % interval; lower is better',
    replicas: 'N',
    numKept: (kept: number, all: number) => (kept === all ? String(all) : `${kept} of ${all}`),
    diverged: (count: number) => `${count} diverged`,
  },

  stage: {
    title: 'The networks',
    signs: [
      ['expert', 'expert'],
      ['gate', 'gate'],
      ['native', 'native'],
      ['missing', 'no path'],
    ] as const,
    forwardOnly: ['forward', 'forward only, no gradient back'] as const,
    before: 'no weights yet',
    preview: (steps: number, numSteps: number) =>
      `preview: ${formatCount(steps)}${numSteps > steps ? ` of ${formatCount(numSteps)}` : ''} steps`,
    rival: 'Network beside the reference',
    cannotBeBuilt: (name: string) => `${name} cannot be built as it is set up.`,
  },

  network: {
    isThisAdatt: 'Is this AdaTT? What passes for it, and what that costs',
    note: (step: string) => `weights of step ${step}`,
    noteBefore: 'wiring of the set-up, no weights yet',
    hint: 'From the input at the bottom to one prediction per task at the top. Edges are as thick as the current weights. Point at a part or tap it, or focus the diagram and use the arrow keys, to see what it does.',
    equations: 'Equations',
    none: 'There is no architecture to draw.',
    noneDetail: 'Add one under Architectures.',
  },
} as const;
