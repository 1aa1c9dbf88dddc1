/** English texts: what networks cost, and how costs are made equal. */
import { plural } from './plural.ts';

export const budgetText = {
  title: 'Budget',
  parameters: 'Parameters',
  multiplyAdds: 'Multiply-adds of one row',
  card: 'Architecture',
  parts: { experts: 'Experts', gates: 'Gates', towers: 'Towers', total: 'Total' },
  partsHelp:
    'Experts: their dense layers, biases included. Gates: gate layers and learned native or stitch weights. Towers: the layers above the last level, up to the predictions.',
  expertsPerLevel: 'Experts per level',
  noLevel: '–',
  notBuilt: 'cannot be built',
  isReference: 'reference',
  excess: (percent: string) => `${percent} parameters`,
  same: 'as many parameters',
  uneven: (percent: string) =>
    `Sizes differ by up to ${percent} from the reference: a difference in loss may be one of size.`,
  makeEqual: 'Make parameters equal',
  changed: (label: string, value: string, before: string) => `${label} ${value} instead of ${before}`,
  details: 'Experts, gates, towers',
  cost: (numNetworks: number, numReplicas: number, numParams: string, memory: string) =>
    `In all: ${plural(numNetworks, 'network', 'networks')}${numReplicas === 1 ? '' : `, ${numReplicas} times each`} · ${numParams} parameters · about ${memory} of memory`,
  unseen: (count: number, isTuned: boolean) =>
    isTuned
      ? `${count} of them are trained unseen: the learning rates that are not picked, and the single-task baseline if no card is one.`
      : 'One of them, the single-task baseline, is trained unseen.',
} as const;
