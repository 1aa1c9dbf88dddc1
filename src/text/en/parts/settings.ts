/** English texts: rarely needed part of the form, and costs of networks. */
import { plural } from '../../format.ts';

export const settingsText = {
  training: {
    title: 'Training',
    note: (numReplicas: number, numSteps: string) =>
      `${plural(numReplicas, 'repetition', 'repetitions')} · ${numSteps} steps`,
    changes: 'Learning rate changed while running:',
    change: (step: string, value: string) => `from step ${step}: ${value}`,
    noMoreChanges: 'No more changes can be kept: a new learning rate is one of the set-up now.',
    clearChanges: 'Clear changes',
    changesCleared: 'Learning rate changes cleared',
  },

  comparison: {
    title: 'Comparison',
    note: (reference: string, numOthers: number) =>
      `${reference} against ${plural(numOthers, 'other', 'others')}`,
    without: 'nothing to compare',
  },

  data: {
    title: 'Data',
    note: (rows: string, inputs: number, recipe: string | null) =>
      [`${rows} rows`, `${inputs} inputs`, ...(recipe === null ? [] : [recipe])].join(' · '),
  },
} as const;

export const budgetText = {
  title: 'Budget',
  parameters: 'Parameters',
  multiplyAdds: 'Multiply-adds of one row',
  parts: { experts: 'Experts', gates: 'Gates', towers: 'Towers', total: 'Total' },
  partsHelp:
    'Experts: their dense layers, biases included. Gates: gate layers and learned direct or stitch weights. Towers: the layers above the last level, up to the predictions, and learned weights of losses.',
  expertsPerLevel: 'Experts per level',
  notBuilt: 'cannot be built',
  isReference: 'reference',
  excess: (percent: string) => `${percent} parameters`,
  same: 'as many parameters',
  changed: (label: string, value: string, before: string) => `${label} ${value} instead of ${before}`,
  vectorsOf: (card: string, count: string) => `${card} ${count}`,
  vectors: (counts: readonly string[]) => `Not counted, vectors of ids: ${counts.join(', ')}.`,
  details: 'Experts, gates, towers',
  cost: (numNetworks: number, numReplicas: number, numParams: string, memory: string) =>
    `In all: ${plural(numNetworks, 'network', 'networks')}${numReplicas === 1 ? '' : `, ${numReplicas} times each`} · ${numParams} parameters · about ${memory} of memory`,
  unseen: (count: number, isChosen: boolean) =>
    isChosen
      ? `${count} of them train in the background: sizes and learning rates that are not picked, and single-task baselines where no card is one.`
      : count === 1
        ? 'A single-task baseline trains in the background.'
        : `${count} single-task baselines train in the background: one for each objective.`,
} as const;
