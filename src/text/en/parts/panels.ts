/** English texts: result panels around their charts, and going back in time. */
import { formatCount, plural } from '../../format.ts';

export const panelText = {
  endProjector: 'Leave projector mode (Escape)',
  question: {
    title: 'Several tasks, one model: who should learn from whom?',
    adatt:
      'AdaTT gives every task experts of its own, and a gate that borrows from others, separately for each example.',
    article: 'Read why',
  },

  invitation: {
    title: 'Which way of sharing learns your tasks best?',
    detail: (numCards: number, numTasks: number, numReplicas: number) =>
      `Press Play to train ${plural(numCards, 'architecture', 'architectures')} side by side on ${plural(numTasks, 'task', 'tasks')}, ${numReplicas === 1 ? 'once' : `${numReplicas} times each`}, here in your browser.`,
    spaceKey: 'or the space bar',
    orElse: 'Or begin with a story:',
    choosePreset: 'choose a preset',
  },

  compare: {
    verdict: 'The verdict',
    outcomes: 'The results',
    inWords: 'In words',
    lossWeights: 'Learned weights of the losses',
    funnel: 'Click, then conversion',
    calibration: 'Calibration',
    reading: 'What the curves show',
    readings: { loss: 'Loss', difference: 'Difference' },
    curvesNote: (
      reading: 'loss' | 'difference',
      { split, numReplicas, isOverWork }: { split: string; numReplicas: number; isOverWork: boolean },
    ) =>
      [
        `${reading === 'loss' ? '' : 'Above 0 it is better than the reference. '}Over ${isOverWork ? 'million multiply-adds of training' : 'training steps'}, on ${split} rows`,
        ...(reading === 'loss' ? ['lower is better'] : []),
        ...(numReplicas === 1
          ? []
          : [`bands: 95 % of ${numReplicas} repetitions${reading === 'loss' ? '' : ', paired'}`]),
        ...(isOverWork ? [] : ['bars mark the steps that the verdict uses']),
      ]
        .join('; ')
        .concat('.'),
    curveMarks: ' Diamonds: what the verdict says, each network at its own best step.',
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
      ['native', 'own expert, direct'],
      ['missing', 'not connected'],
    ] as const,
    negative: ['negative', 'negative weight'] as const,
    forwardOnly: ['forward', 'forward only, no gradient back'] as const,
    before: 'no weights yet',
    preview: (steps: number, numSteps: number) =>
      `preview: ${formatCount(steps)}${numSteps > steps ? ` of ${formatCount(numSteps)}` : ''} steps`,
    rival: 'Network beside the reference',
    best: (name: string) => `${name} (lowest loss here)`,
    follow: 'Follow one row',
    playFirst: 'Press Play first: a gate shows a row that goes through trained networks.',
    followHint: 'Shows how each gate splits a single row, what each tower answers, and the truth',
    cannotBeBuilt: (name: string) => `${name} cannot be built as it is set up.`,
  },

  network: {
    note: (step: string) => `weights of step ${step}`,
    noteBefore: 'wiring of the set-up, no weights yet',
    hint: 'From the input at the bottom to one prediction per task at the top. Edges are as thick as the current weights. Point at a part or tap it, or focus the diagram and use the arrow keys, to see what it does.',
    equations: 'Equations',
    none: 'There is no architecture to draw.',
    noneDetail: 'Add one under Architectures.',
  },
} as const;

export const timeText = {
  slider: 'Moment of the training',
  step: (step: string) => `step ${step}`,
  of: (numSteps: string) => ` of ${numSteps}`,
  play: 'Replay',
  playHint: 'Replay the training from here, or from the start',
  stop: 'Stop',
  stopHint: 'Stop the replay',
  best: (name: string, step: string) => `${name} is best at step ${step}`,
  cell: (cell: string) => `${cell} through training`,
  closeCell: 'Close this chart',
  health: {
    effectiveExperts: { title: 'Effective experts', measure: 'mean over gates' },
    largestUse: { title: 'Most used expert', measure: 'share of gates' },
  },
  learningRate: (value: string, step: string) => `learning rate ${value} from step ${step}`,
} as const;
