/** English texts: how one configuration differs from another. */
export const differenceText = {
  task: (number: number) => `Task ${number}`,
  card: (id: string) => `Architecture ${id}`,
  tasks: 'Tasks',
  data: 'Data',
  training: 'Training',
  comparison: 'Comparison',
  correlation: (a: number, b: number) => `correlation of tasks ${a} and ${b}`,
  secondCorrelation: (a: number, b: number) => `second correlation of tasks ${a} and ${b}`,
  architecture: 'architecture',
  learningRateFrom: (step: string) => `learning rate from step ${step}`,
  learningRates: 'learning rates to tune over',
  absent: 'none',
  changedFrom: (where: string, label: string, before: string, after: string) =>
    `${where}: ${label} ${after} instead of ${before}`,
  sinceOpened: (count: number) =>
    count === 1
      ? 'One setting differs from what was opened'
      : `${count} settings differ from what was opened`,
  back: 'Back to what was opened',
  wentBack: 'The experiment is as it was opened.',
  betweenCards: 'Same architecture, different settings',
  cardAgainst: (id: string, other: string, changes: string) => `${id} against ${other}: ${changes}`,
  sameCard: (id: string, other: string) => `${id} is set up exactly like ${other}`,
  cardChange: (label: string, after: string, before: string) => `${label} ${after} instead of ${before}`,
} as const;
