/** English texts: inside a gate, from a row's inputs to its answer. */
export const gateText = {
  gate: 'Gate',
  of: (unit: string, level: string) => `${unit} · ${level}`,
  back: 'Back to the networks',
  name: (network: string, gate: string) => `${network}, ${gate}: one row, from inputs to answer`,
  parts: {
    inputs: 'inputs',
    logits: 'logits',
    weights: 'softmax',
    fixed: 'weights',
    outputs: 'experts',
    mixed: 'mixed',
    tower: 'tower',
    answer: 'answer',
  },
  withOwn: 'Lower bar: its own expert, direct (“native” in the paper).',
  skips: 'Dashed: levels above are left out.',
  noSoftmax: 'No gate: learned weights, the same for every row.',
  noGate: 'No gate: one expert, passed on unchanged.',
  truth: 'truth',
  label: 'label',
  error: 'error',
  columns: ['part', 'expert', 'number', 'value'],
  dots: (network: string, task: string) =>
    `Dots: test rows; the stronger the colour, the larger the error of ${network} at ${task}.`,
} as const;
