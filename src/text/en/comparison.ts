/** English texts: how cards are compared, and why a budget cannot be met. */
const fields = {
  reference: {
    label: 'Reference',
    help: 'The architecture that is compared with each of the others.',
  },
  reportingRule: {
    label: 'Reported loss',
    help: 'Which measurement of a run counts. The best one is chosen on validation rows, never on the test rows that are reported.',
  },
  budget: {
    label: 'Budget',
    help: 'Whether architectures are trained as they are, or made as large as the reference first: the same number of parameters, or the same number of experts per level.',
  },
  isTuned: {
    label: 'Tune the learning rate',
    help: 'Trains every architecture with each learning rate of the list and shows the one that did best on validation rows. Takes as many times longer.',
  },
};

export const comparisonText = {
  fields,
  choices: {
    reference: { auto: 'The first AdaTT', card: (id: string) => `Architecture ${id}` },
    reportingRule: { bestValidation: 'Best on validation', finalStep: 'Final step' },
    budget: {
      asConfigured: 'As configured',
      equalParameters: 'Equal parameters',
      equalExperts: 'Equal experts per level',
    },
  },
  groups: { comparison: 'Comparison', tuning: 'Tuning' },
  budget: {
    tooLarge: (name: string, fewest: string, target: string) =>
      `${name} cannot be made as small as the reference: with every expert and tower width at 1 it has ${fewest} parameters, the reference has ${target}.`,
    tooSmall: (name: string, most: string, target: string) =>
      `${name} cannot be made as large as the reference: with every expert and tower width at its limit it has ${most} parameters, the reference has ${target}.`,
    tooCoarse: (name: string, nearest: string, target: string) =>
      `${name} cannot be brought within 2 % of the reference: the widths that come closest have ${nearest} parameters, the reference has ${target}.`,
    fixedExperts: (name: string, count: number, target: number) =>
      `${name} always has ${count} ${count === 1 ? 'expert' : 'experts'} per level; the reference has ${target}.`,
    noExpertCount: (name: string, target: number) =>
      `No setting of ${name} gives ${target} ${target === 1 ? 'expert' : 'experts'} per level, as the reference has.`,
  },
} as const;
