/** English texts: tasks that come after others, on rows with and without what came before. */
const where = {
  clicked: 'where the task before is yes',
  unclicked: 'where the task before is no',
  all: 'all rows',
} as const;

export const funnelText = {
  help: 'A task that comes after another has labels to learn from only where that one is yes. Test rows of made-up data have all labels, so its predictions can be held against the truth everywhere, which no log allows.',
  which: 'Rows of the verdict',
  populations: { clicked: 'Task before: yes', unclicked: 'Task before: no', all: 'All rows' },
  verdict: (population: keyof typeof where, sentence: string) =>
    `On test rows, ${where[population]}: ${sentence}`,
  verdictTitle: (population: keyof typeof where) => `Verdict, ${where[population]}`,
  noLabels: 'A log has no labels on these rows, so there is no loss on them.',
  bias: {
    title: (task: string) => `${task}: predicted and true probability`,
    unit: 'mean over the rows, with 95 % interval over the repetitions',
    rows: (population: keyof typeof where, before: string) =>
      ({
        clicked: `Rows where ${before} is yes`,
        unclicked: `Rows where ${before} is no`,
        all: 'All test rows',
      })[population],
    truth: (value: string) => `true ${value}`,
    unknown: 'the truth is not known',
    value: (predicted: string, bias: string) => `${predicted} (${bias})`,
    said: (name: string, predicted: string, bias: string) =>
      `${name}: ${predicted} predicted, ${bias} against the truth`,
    header: [
      'task',
      'rows',
      'architecture',
      'true',
      'predicted',
      'low',
      'high',
      'predicted minus true',
      'low',
      'high',
      'repetitions',
    ] as const,
  },
} as const;
