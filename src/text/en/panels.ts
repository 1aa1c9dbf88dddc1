/** English texts: the panels of results, around their charts. */
export const panelText = {
  compare: {
    verdict: 'The verdict',
    outcomes: 'The results',
    split: 'Loss on',
    splits: { test: 'Test', validation: 'Validation', train: 'Training' },
    scale: 'Axis',
    scales: { log: 'Log', linear: 'Linear' },
    measure: {
      regression: (split: string) => `${split} MSE / Var`,
      binary: (split: string) => `${split} log loss`,
    },
    splitWords: { test: 'test', validation: 'validation', train: 'training' },
    tableTitle: (split: string, step: string) => `Mean ${split} loss at step ${step}`,
    tableNote: '± half of the 95 % interval; lower is better',
    architecture: 'Architecture',
    replicas: 'N',
    numKept: (kept: number, all: number) => (kept === all ? String(all) : `${kept} of ${all}`),
    diverged: (count: number) => `${count} diverged`,
    noValue: '–',
  },

  network: {
    card: 'Architecture',
    note: (step: string) => `weights of step ${step}`,
    noteBefore: 'wiring of the set-up, no weights yet',
    hint: 'From the input at the bottom to one prediction per task at the top. Edges are as thick as the current weights.',
    none: 'There is no architecture to draw.',
    noneDetail: 'Add one under Architectures.',
  },
} as const;
