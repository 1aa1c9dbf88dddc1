/** English texts: the settings of the comparison, and why a budget cannot be met. The panel's are in `panels.ts`. */
const fields = {
  reference: {
    label: 'Reference',
    help: 'The architecture that is compared with each of the others.',
  },
  reportingRule: {
    label: 'Reported loss',
    help: 'Which measurement of a run counts. The best is chosen on validation rows, never on test rows.',
  },
  margin: {
    label: 'Margin of equality',
    help: 'Two losses are practically equal when neither is more than this share above the other: 0.03 is 3 %. Choose it before you look at the result.',
  },
  budget: {
    label: 'Budget',
    help: 'Whether architectures are trained as they are, or first given as many parameters, or experts per level, as the reference.',
  },
  isTuned: {
    label: 'Tune the learning rate',
    help: 'Trains every architecture with each learning rate of the list and shows the best on validation rows. Takes as many times longer.',
  },
  learningRates: {
    label: 'Learning rates',
    help: 'The rates to try, such as 0.001, 0.003, 0.01.',
  },
};

export const comparisonText = {
  fields,
  choices: {
    reference: { auto: 'The first AdaTT', card: (id: string) => `Architecture ${id}` },
    reportingRule: { bestValidation: 'Best validation', finalStep: 'Final step' },
    budget: {
      asConfigured: 'As configured',
      equalParameters: 'Equal parameters',
      equalExperts: 'Equal experts per level',
    },
  },
  budget: {
    /** The widths at their least, at their most, or as near as they go. */
    outOfReach: (name: string, reached: 'fewest' | 'most' | 'nearest', count: string, target: string) =>
      `${name} cannot have as many parameters as the reference (${target}); the ${reached} its widths allow are ${count}.`,
    noExpertCount: (name: string, target: number) =>
      `No setting of ${name} gives ${target} ${target === 1 ? 'expert' : 'experts'} per level, as the reference has.`,
  },
} as const;
