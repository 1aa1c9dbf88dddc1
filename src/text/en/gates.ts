/** English texts: gate weights, around their heat maps. */
import { listed, plural } from '../format.ts';

export const gatesText = {
  view: 'View',
  views: { experts: 'Experts', tasks: 'Task to task', health: 'Health' },
  reading: 'Weights',
  readings: { gate: 'Gate', native: 'Own expert, direct', sum: 'Sum', contribution: 'Share of output' },
  hints: {
    gate: 'Rows: who receives. Columns: whose experts. Each row adds up to 1: look for rows that look away from their own experts.',
    native:
      'The part of the mix that does not depend on the input. A fixed 1 keeps a task’s own expert; learned weights may turn negative.',
    sum: 'Gate and direct weight together, as the network uses them: look who lends to whom, and whether related tasks borrow from each other.',
    contribution:
      'How much each expert contributes to a row: its weight times the size of its output. Each row adds up to 1.',
  },
  healthHint:
    'Do gates and experts do their work? Mean over repetitions, with the range below; the mark on a bar is an even spread.',
  health: {
    expert: 'Expert',
    unit: 'Gate of',
    sees: (count: number) => (count === 0 ? 'no gate' : `sees ${count}`),
    range: (low: string, high: string) => `${low}–${high}`,
    ends: (measure: string) => [`${measure} low`, `${measure} high`],
    measures: {
      utilisation: {
        label: 'Use',
        help: 'Mean of the expert’s gate weight G over the held-out rows and over all units with a gate; a level adds up to 1. The mark is 1 / number of experts.',
      },
      rms: {
        label: 'RMS',
        help: 'Root mean square of the expert’s outputs, √(mean of output²), over the first 512 test rows (all, if there are fewer) and all its output units.',
      },
      sparsity: {
        label: 'Zeros, %',
        help: 'Share of the expert’s outputs (rows as for RMS times output units) that the last ReLU sets to 0. About half is usual.',
      },
      deadFraction: {
        label: 'Dead, %',
        help: 'Share of the expert’s output units that are 0 on every row, rows as for RMS: they pass on nothing and hardly learn any more.',
      },
      entropy: {
        label: 'Entropy',
        help: 'H / ln n with H = −Σ Gₑ ln Gₑ over the n experts the gate sees, Gₑ the mean gate weight over the held-out rows. 1: all alike, 0: one expert only.',
      },
      effectiveExperts: {
        label: 'Effective experts',
        help: 'exp(H), H as in the entropy: as many experts used alike would give the same entropy. Between 1 and the number of experts seen.',
      },
    },
  },
  help: {
    title: 'Definitions',
    unit: 'What a unit computes',
    symbols: {
      unit: 'what unit u passes on, for one input row x; each row of a map is a unit',
      expert: 'output of expert e; each column is an expert',
      gate: 'gate: a softmax over the experts the unit sees, so its weights are positive and add up to 1 for every input',
      native: 'direct weight: the same for every input, fixed at 1 or learned',
      norm: 'root mean square of the outputs of expert e',
    },
    meanOf: 'mean of',
    readings: 'What the maps show',
    shows: {
      gate: 'Over the held-out rows. Rows add up to 1.',
      native: 'May be negative where it is learned.',
      sum: 'What the network uses. In figure 3 of the AdaTT paper, where each unit has one fixed direct weight, rows add up to 2.',
      contribution: 'How much of a row comes from expert e: a large weight on a tiny output is little.',
    },
    matrices: 'What each matrix can contain',
    contains: {
      noGate: 'No gates.',
      gateOnAll: 'Each gate sees every expert.',
      gateOnOwn:
        'The gate of a task sees its own and the shared experts; other cells cannot exist and are hatched.',
      gateOnSome: 'A gate sees some of the experts; other cells cannot exist and are hatched.',
      noNative: 'No direct weights.',
      nativeFixed: 'A direct weight fixed at 1 on the unit’s own expert.',
      nativeOnOwn: 'Learned direct weights on the unit’s own experts.',
      nativeOnAll: 'Learned direct weights on every expert.',
      total: (total: number) => `Rows of the sum add up to ${total}.`,
      totalVaries: 'Rows of the sum may add up to anything.',
    },
  },
  alarms: {
    title: 'Alarms',
    count: (count: number) => (count === 0 ? 'Gates look healthy' : plural(count, 'alarm', 'alarms')),
    show: 'Show the cells',
    help: 'Raised when more than half of the repetitions show it, and did not before training (HoME, Wang et al. 2024). Collapse: one expert has over 90 % of every task’s gate; degradation: one task has over 90 % of the use of a shared expert; under-fitting: a task gives its own experts less than 10 % of its weights, gate and native together.',
    announce: (sentences: string) => `Alarms. ${sentences}`,
  },
  taskHint: 'The experts of one owner are added up.',
  replica: 'Repetition',
  replicaMean: (count: number) => `average of ${count}`,
  replicaOf: (number: number) => `repetition ${number}`,
  without: (name: string) =>
    `${name} has nothing to show here: its units pass on one expert, without gates or learned weights.`,
  unread: (cards: readonly string[]) =>
    `Of gates in networks that learned next to nothing, nothing is said: ${listed(cards)}.`,
  allHidden: 'Every architecture is switched off above.',
} as const;
