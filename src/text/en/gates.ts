/** English texts: the panel of gate weights, around its heat maps. */
export const gatesText = {
  view: 'View',
  views: { experts: 'Experts', tasks: 'Task to task' },
  reading: 'Weights',
  readings: { gate: 'Gate', native: 'Native', sum: 'Sum', contribution: 'Weight × norm' },
  hints: {
    gate: 'Rows: who receives. Columns: whose experts. Each row adds up to 1: look for rows that look away from their own experts.',
    native:
      'The part of the mix that does not depend on the input. A fixed 1 keeps a task’s own expert; learned weights may turn negative.',
    sum: 'Gate and native together, as the network uses them: look who lends to whom, and whether related tasks find each other.',
    contribution:
      'The size of the summed weight times the size of the expert’s output, as shares of a row: a large weight on a tiny output is not importance.',
  },
  taskHint: 'The experts of one owner are added up.',
  replica: 'Repetition',
  replicaMean: (count: number) => `mean of ${count}`,
  replicaOf: (number: number) => `repetition ${number}`,
  level: (number: number) => `Level ${number}`,
  note: (step: string) => `step ${step}`,
  noteBefore: 'no weights yet',
  without: (name: string) =>
    `${name} has nothing to show here: its units pass on one expert, without gates or learned weights.`,
  allHidden: 'Every architecture is switched off above.',
} as const;
