/** English texts: the panels of results, around their charts. */
export const panelText = {
  compare: {
    verdict: 'The verdict',
    outcomes: 'The results',
    inWords: 'In words',
    reading: 'What the curves show',
    readings: { loss: 'Loss', difference: 'Difference' },
    curvesNote: (
      reading: 'loss' | 'difference',
      { split, numReplicas, isOverWork }: { split: string; numReplicas: number; isOverWork: boolean },
    ) =>
      [
        `${reading === 'loss' ? '' : 'Above 0 the reference has the lower loss. '}Over ${isOverWork ? 'million multiply-adds of training' : 'training steps'}, on ${split} rows`,
        ...(reading === 'loss' ? ['lower is better'] : []),
        ...(numReplicas === 1
          ? []
          : [`bands: 95 % of ${numReplicas} repetitions${reading === 'loss' ? '' : ', paired'}`]),
        ...(isOverWork ? [] : ['strokes on the axis: the best steps, which the verdict is of']),
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
    architecture: 'Architecture',
    replicas: 'N',
    numKept: (kept: number, all: number) => (kept === all ? String(all) : `${kept} of ${all}`),
    diverged: (count: number) => `${count} diverged`,
    noValue: '–',
  },

  stage: {
    title: 'The networks',
    about:
      'AdaTT and its rivals learn the same tasks; they differ in who may borrow from whom. See who learns more.',
    ofStep: (step: string) => `step ${step}`,
    letters: 'e expert, g gate, v native',
    before: 'no weights yet',
    preview: (steps: number) => `preview: ${steps} steps`,
    rival: 'Network beside the reference',
    cannotBeBuilt: (name: string) => `${name} cannot be built as it is set up.`,
  },

  network: {
    card: 'Architecture',
    note: (step: string) => `weights of step ${step}`,
    noteBefore: 'wiring of the set-up, no weights yet',
    hint: 'From the input at the bottom to one prediction per task at the top. Edges are as thick as the current weights. Point at a part or tap it, or focus the diagram and use the arrow keys, to see what it does.',
    equations: 'Equations',
    none: 'There is no architecture to draw.',
    noneDetail: 'Add one under Architectures.',
  },
} as const;
