/** English texts: what networks cost, and how costs are made equal. */
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
} as const;
