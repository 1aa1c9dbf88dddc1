/** English texts: equations of an architecture, loaded when opened. */
import { plural } from '../format.ts';
import { addresses, numberInPaper } from '../papers.ts';

const notes: ReadonlyMap<string, string> = new Map([
  [
    'adattSp',
    'Numbers as in the paper; (7) has (8) and (9) put in, and (11) is written out, expert by expert. Equation (3) only names a unit and is left out.',
  ],
  [
    'adatt',
    'The paper writes its equations down for AdaTT-sp and says that the general form is computed alike; s is the shared unit. (7) has (8) and (9) put in, and (11) is written out.',
  ],
  ['mmoe', 'Numbers as in the paper of AdaTT. Equations without a number follow from its words.'],
  ['mlmmoe', 'The paper of AdaTT describes it in words, without numbered equations: MMoE in several levels.'],
  ['ple', 'The paper of AdaTT describes it in words, without numbered equations.'],
  [
    'crossStitch',
    'The paper of AdaTT describes it in words, without numbered equations. Misra et al. (2016) write α for the weights v.',
  ],
  [
    'stem',
    'Read off the authors’ code (Su et al. 2024). Their streams below the first level are embeddings, one per task and a shared one; here all are the input, so a gate there reads twice the input.',
  ],
  ['sharedBottom', 'The paper of AdaTT uses it as its baseline and writes no equation down.'],
  ['singleTask', 'The paper of AdaTT has no equation for it: a network per task.'],
  ['linear', 'No paper is needed for it: h is a linear layer with a bias, a regression per task.'],
  [
    'almostAdatt.untrained',
    'The equations are those of AdaTT. What gives it away: its direct weights read the same at every step.',
  ],
  [
    'almostAdatt.missing',
    'What gives it away: no unit has a direct weight, and no filled circle stands beside its gate.',
  ],
  [
    'almostAdatt.sharedGate',
    'What gives it away: in the gates of all levels but the last, the shared unit takes nothing from the experts of tasks.',
  ],
  [
    'almostAdatt.static',
    'What gives it away: there is no gate, and no weight that changes from one row to the next.',
  ],
  [
    'almostAdatt.averaged',
    'What gives it away: at step 0 every direct weight is one over their number, and the diagram calls its experts linear.',
  ],
  [
    'almostAdatt.alike',
    'What gives it away: at step 0 all gates are even, and at every step two experts of one task have the same weights.',
  ],
]);

const sources: ReadonlyMap<string, readonly { readonly label: string; readonly address: string }[]> = new Map(
  [
    [
      'stem',
      [
        { label: 'The paper of STEM (arXiv)', address: addresses.stemPaper },
        {
          label: 'Its authors’ code',
          address: addresses.stemCode,
        },
      ],
    ],
  ],
);

export const equationText = {
  number: (number: number) => `(${number})`,
  numberOf: numberInPaper,
  noteOf: (id: string): string =>
    notes.get(id) ?? 'No paper numbers these equations: they are read off the tables.',
  bias: 'The paper writes no bias b; the authors’ library has it, and so has this page.',
  noNative: 'The residual is off: the direct term of (7) and (11) is left out, as in the paper’s Table 6.',
  /** a: logit of a tower. */
  objectives: {
    conditional:
      'The loss of a task after another is that of its labels, which are there only where that one is yes.',
    entireSpace:
      'The loss of a task after another is the cross-entropy of ∏ y and ∏ σ(a) along its path, on all rows (Ma et al. 2018).',
    inversePropensity:
      'The loss of a task after another is λ times the cross-entropy of its labels, each over ∏ σ(a) of the tasks before or the least probability, whichever is larger, divided by all rows, plus λ times the cross-entropy of ∏ y and ∏ σ(a) along its path (Wang et al. 2022).',
  },
  embeddings: (isOwn: boolean) =>
    isOwn
      ? 'In x a learned vector stands in the place of each id. Every task has vectors of its own, so x is another one for the experts of each.'
      : 'In x a learned vector stands in the place of each id, the same for all tasks.',
  epnet:
    'Here x is the input times 2σ(W₂ ReLU(W₁ [p, x] + b₁) + b₂), element by element, where p is the prior, if there is one, and no gradient passes through the other x (EPNet, Chang et al. 2023).',
  ppnet:
    'What each layer of a tower h reads is first multiplied by such a factor of its own, 2σ(W₂ ReLU(W₁ [p, x] + b₁) + b₂), element by element (PPNet).',
  learnedLossWeights:
    'The total that is minimised adds w c exp(−s) L + s/2 for every task: L is its loss, w its fixed weight, s is learned, c is 1/2 for regression and 1 for a binary task (Kendall et al. 2018).',
  /** Empty where both are 0. */
  againstOverFitting: (weightDecay: number, dropout: number) =>
    [
      dropout > 0
        ? `In training alone, each output of a ReLU of experts and towers is 0 with probability p = ${dropout}, else divided by 1 − p (dropout, Srivastava et al. 2014).`
        : '',
      weightDecay > 0
        ? `Before each step of Adam all weights and biases become (1 − η · ${weightDecay}) times what they were, where η is the learning rate (AdamW, Loshchilov and Hutter 2019); log variances s do not.`
        : '',
    ].join(' '),
  stopped:
    'sg (stop gradient) passes its value on and no gradient back: the expert inside does not learn from this unit.',
  /** Null for architectures of AdaTT's paper. */
  sourcesOf: (id: string) => sources.get(id) ?? null,
  links: {
    paper: { label: 'The paper (arXiv)', address: addresses.adattPaper },
    library: {
      label: 'The authors’ code',
      address: addresses.adattCode,
    },
  },
  className: (name: string) => `class ${name}`,
  unit: 'Unit',
  level: 'Level',
  levelOf: (level: number) => `Level ${level + 1}`,
  hint: 'Point at a symbol or tap it, or focus the equations and use the arrow keys, to see its value and its part of the diagram.',
  area: (title: string) => `${title}: equations. Arrow keys move from symbol to symbol.`,
  names: {
    prediction: 'Prediction of the task, by its tower',
    input: 'Every stream below the first level is the input',
    expert: 'Output of an expert',
    own: 'The unit’s own experts, stacked',
    all: 'All experts, stacked',
    gate: 'Weights of the gate, for each row of the input',
    fusion: 'What the unit passes on',
    written: 'The same, expert by expert',
  },
  glossary: 'What the symbols mean',
  symbol: 'Symbol',
  meaning: 'Meaning',
  letters: {
    x: 'input: one row of features',
    f: 'what a unit passes on',
    e: 'expert, a small network',
    E: 'output of an expert, or of several, stacked',
    g: 'gate: softmax over the experts that the unit sees',
    G: 'weights of a gate: positive, add up to 1, follow the input',
    m: 'hidden layers of a gate',
    W: 'weights of a gate’s linear layer',
    b: 'bias of a gate’s linear layer',
    v: 'direct weights: the same for every input, fixed at 1 or learned',
    h: 'tower, the small network of a task',
    y: 'prediction of a task, before any sigmoid',
  },
  scripts: 'Below a letter: the task (or s: shared), then the expert. Above it: the level.',
  value: (written: string, meaning: string, value: string) => `${written}: ${meaning}. ${value}`,
  ofUnit: (unit: string, level: number) => `unit of ${unit}, level ${level + 1}`,
  forExpert: (unit: string, expert: string, level: number) => `${unit} ← ${expert}, level ${level + 1}`,
  atLevel: (name: string, level: number) => `${name}, level ${level + 1}`,
  meanOverRows: 'mean over the held-out rows',
  numbers: (count: number) => plural(count, 'number', 'numbers'),
  shape: (rows: number, columns: number) => `${rows} × ${columns}`,
  layers: (widths: readonly number[]) => `layer widths ${widths.join(' → ')}, ReLU after every layer`,
  layersToLinear: (widths: readonly number[]) =>
    `layer widths ${widths.join(' → ')}, ReLU after all but the last`,
} as const;

export const lossWeightsText = {
  measure: 'learned weight',
  note: 'What is minimised adds, for every task, its loss times its fixed weight and this one, and half of s. The learned weight is e to the minus s, half of that for regression; s begins at 0 and grows where the loss stays large (Kendall et al. 2018).',
} as const;
