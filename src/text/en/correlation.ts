/** English texts: the editor of correlation matrices. */
import { plural } from './plural.ts';

export const correlationText = {
  matrix: (view: string) => `Correlation of the tasks: ${view}`,
  views: { requested: 'Requested', used: 'Used', labels: 'Labels' },
  whichView: 'Numbers to show',
  saved: 'Correlation of the tasks',
  numbersHeader: ['task', 'other task', 'requested', 'used', 'labels expected', 'labels measured'] as const,
  cell: (row: string, column: string) => `Correlation of ${row} and ${column}`,
  valueOf: (pair: string) => `Correlation of ${pair}, as a number`,
  sliderOf: (pair: string) => `Correlation of ${pair}, as a slider`,
  pair: (row: string, column: string) => `${row} and ${column}`,
  readCell: (pair: string, value: string) => `${pair}: ${value}`,
  used: (value: string, change: string) => `${value} is used (${change})`,
  expected: (value: string) => `labels, with noise: ${value} expected`,
  apart: (related: number) => `labels share nothing: features in common only above ${related}`,
  measured: (value: string) => `${value} measured`,
  notMeasured: 'Measured once a run has started',
  repaired: (count: number, most: string) =>
    `No tasks can be correlated like this. The nearest possible matrix is used: ${plural(count, 'marked pair differs', 'marked pairs differ')}, by ${count === 1 ? most : `up to ${most}`}.`,
  notes: {
    requested:
      'Choose a cell and drag it up or down, press the arrow keys, or type a number from −1 to 1. With Shift, steps are finer.',
    used: 'The cosines that the data are made with. Marked pairs differ from the request.',
    labelsBefore:
      'What the labels of two tasks are expected to share, by the recipe and the noise. Measured below the diagonal once a run has started.',
    labels:
      'Above the diagonal: what the labels are expected to share, by the recipe and the noise. Below: measured on the training rows of the first repetition.',
    secondLabels:
      'What the labels of those rows are expected to share. Measured is only the mixture of all rows.',
    binary: 'Yes/no labels share less than expected: the expectation is of the scores behind them.',
  },
  patterns: {
    menu: 'Patterns',
    replaced: (label: string) => `Correlation replaced: ${label}`,
    pair: {
      label: 'Related pairs',
      detail: 'Tasks 1 and 2, 3 and 4 and so on at 0.9, every other pair at 0',
    },
    oppositePair: {
      label: 'Opposite pairs',
      detail: 'Tasks 1 and 2, 3 and 4 and so on at −0.9, every other pair at 0',
    },
    independent: { label: 'Independent', detail: 'Every pair at 0' },
    equal: { label: 'Equal', detail: 'Every pair at 0.5' },
    groups: {
      label: 'Two groups and an outsider',
      detail: '0.9 within a group, 0 between groups; the last task is alone',
    },
    opposite: {
      label: 'Opposite halves',
      detail: '0.9 within the first and the second half, −0.9 between them',
    },
    chain: { label: 'Chain', detail: 'Neighbours at 0.8, then 0.64, 0.51 and so on' },
  },
  group: {
    title: 'Tasks that belong together',
    help: 'Choose tasks; a slider then sets all their correlations at once.',
    members: 'Tasks of the group',
    within: 'Within the group',
    outside: 'With the other tasks',
    mixed: (mean: string) => `${mean} on average`,
  },
} as const;
