/** English texts: the panels of results, around their charts. */
export const panelText = {
  compare: {
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
    repetitions: 'N',
    numKept: (kept: number, all: number) => (kept === all ? String(all) : `${kept} of ${all}`),
    diverged: (count: number) => `${count} diverged`,
    noValue: '–',
  },

  gates: {
    reading: 'Weights',
    readings: { gate: 'Gate', native: 'Native', sum: 'Sum' },
    hints: {
      gate: 'Rows: who receives. Columns: whose experts. Each row adds up to 1: look for rows that look away from their own experts.',
      native:
        'The part of the mix that does not depend on the input. A fixed 1 keeps a task’s own expert; learned weights may turn negative.',
      sum: 'Gate and native together, as the network uses them: look who lends to whom, and whether related tasks find each other.',
    },
    replica: 'Repetition',
    replicaMean: (count: number) => `mean of ${count}`,
    replicaOf: (number: number) => `repetition ${number}`,
    level: (number: number) => `Level ${number}`,
    note: (step: string) => `step ${step}`,
    noteBefore: 'no weights yet',
    without: (name: string) =>
      `${name} has nothing to show here: its units pass on one expert, without gates or learned weights.`,
    allHidden: 'Every architecture is switched off above.',
  },

  network: {
    card: 'Architecture',
    note: (step: string) => `weights of step ${step}`,
    noteBefore: 'wiring of the set-up, no weights yet',
    hint: 'From the input at the bottom to one prediction per task at the top. Edges are as thick as the current weights.',
    none: 'There is no architecture to draw.',
    noneDetail: 'Add one on the left.',
  },
} as const;
