/** English texts: the paper's table beside ours. */
import { formatCount, listed } from '../format.ts';

export const paperText = {
  title: 'The paper',
  headings: (reference: string) =>
    [
      'Task',
      'Architecture',
      'Paper',
      'Here',
      `ahead of ${reference}, paper`,
      `ahead of ${reference}, here`,
    ] as const,
  note: (numReplicas: number) => `N = ${numReplicas} initial weights · 95 % intervals`,
  difference: (mean: string, low: string, high: string) => `${mean} (${low} to ${high})`,
  /** The paper's numbers are means over 100 initial weights of one split. */
  apart: (numRows: number, numReplicas: number) =>
    `The paper trains on the whole data set and reports means over 100 initial weights, without intervals. Here are the ${formatCount(numRows)} rows of its test file, split anew, and ${numReplicas} initial weights; sizes of layers, learning rate and steps are ours.`,
  both: (reference: string, rivals: readonly string[], paper: string, here: string) =>
    `Both can be true: in the paper ${reference} is ahead of ${listed(rivals)} by up to ${paper}; here no interval reaches beyond ${here} in either direction.`,
  above:
    'Every architecture here is above the best of the paper on every task: how and on what they are trained changes more than which of them it is.',
  open: 'Open this experiment',
  opened: 'The paper’s experiment is open.',
} as const;
