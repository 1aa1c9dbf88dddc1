/** English texts: charts. */

const plural = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

export const chartText = {
  // Figure frame
  save: 'Save',
  saveTitle: (title: string) => `Save ${title}`,
  png: 'Picture (PNG)',
  svg: 'Drawing (SVG)',
  csv: 'Numbers (CSV)',
  saveFailed: 'The picture could not be saved. Try SVG or CSV.',
  table: 'Table',

  // Names of owners, experts and units
  taskFallback: (task: number) => `task ${task + 1}`,
  shared: 'shared',
  level: (level: number) => `level ${level + 1}`,
  expertOf: (owner: string, index: number, count: number) =>
    count === 1 ? `the ${owner} expert` : `${owner} expert ${index + 1}`,

  // Loss chart
  step: 'step',
  legend: 'Architectures shown',
  lossName: (task: string, measure: string) => `${task}: ${measure} by training step`,
  noPoints: 'No evaluation yet. Press Play.',
  count: (n: number) => `N = ${n}`,
  countOf: (n: number, total: number) => `N = ${n} of ${total}`,
  band: '95 % band',
  noBand: 'no band for one repetition',
  learningRate: (value: string) => `learning rate ${value}`,
  plusMinus: (mean: string, halfWidth: string) => `${mean} ± ${halfWidth}`,
  noValue: '–',
  diverged: (name: string, count: number, total: number) =>
    `${name}: ${count} of ${plural(total, 'repetition', 'repetitions')} diverged and ${count === 1 ? 'is' : 'are'} left out.`,

  // Gate heat map
  reading: {
    gate: 'gate weight',
    native: 'native weight',
    sum: 'gate + native',
  },
  unitsByExperts: 'rows: who receives; columns: experts by owner',
  unit: 'unit',
  notConnected: 'not connected',
  fixedAtOne: 'fixed at 1',
  heatMapName: (title: string, reading: string) => `${title}: ${reading} of every unit for every expert`,
  heatMapHelp: 'Arrow keys move from cell to cell.',
  heatMapHint: 'Point at a cell, or focus the map and use the arrow keys.',
  cell: (unit: string, expert: string) => `${unit} ← ${expert}`,
  cellMissing: (unit: string, expert: string) => `${unit} ← ${expert}: not connected`,
  cellUnknown: 'no value yet',
  cellSpread: (spread: string) => `varies by ${spread} (standard deviation over rows)`,
  cellSum: (sum: string, gate: string, native: string) =>
    `gate + native ${sum} = gate ${gate} + native ${native}`,
  cellGate: (gate: string) => `gate ${gate}`,
  cellNative: (native: string) => `native ${native}`,
  cellNativeFixed: 'native 1, fixed',

  // Network diagram
  networkName: (title: string, levels: number, tasks: number) =>
    `${title}: diagram of ${plural(levels, 'level', 'levels')} and ${plural(tasks, 'task', 'tasks')}`,
  networkHelp: 'Arrow keys move from part to part.',
  networkHint: 'Point at a part, or focus the diagram and use the arrow keys, to see what it does.',
  input: (features: number) => `input · ${plural(features, 'feature', 'features')}`,
  rawInput: 'the raw input',
  stream: (owner: string) => `the stream of ${owner}`,
  tower: 'tower',
  output: (task: string) => `${task} output`,
  legendExpert: 'expert (MLP)',
  legendGate: 'gate: softmax, depends on the input',
  legendNative: 'native: does not depend on the input',
  legendSum: 'sum',
  legendThickness: 'thicker: larger weight · dashed: negative',
  legendWiring: 'wiring only, no weights yet',
  legendBundles: 'lines are bundled: one per owner of experts',
  inputSentence: (features: number) =>
    `The input has ${plural(features, 'feature', 'features')}. Every expert of level 1 reads all of them.`,
  expertSentence: (expert: string, level: string, reads: string, widths: string, params: string) =>
    `${expert} at ${level} reads ${reads} (layers ${widths}). ${params}`,
  expertReaders: (count: number) => `${plural(count, 'unit uses', 'units use')} it.`,
  expertTopReader: (unit: string, weight: string) => `${unit} weighs it most: ${weight}.`,
  unitBoth: (unit: string, level: string, gateReads: string) =>
    `${unit} at ${level} adds what its gate picks, looking at ${gateReads}, and what its native weights keep.`,
  unitGate: (unit: string, level: string, gateReads: string) =>
    `${unit} at ${level} mixes the experts its gate picks, looking at ${gateReads}.`,
  unitNative: (unit: string, level: string) =>
    `${unit} at ${level} mixes experts with weights that are learned but do not depend on the input.`,
  unitPass: (unit: string, level: string) => `${unit} at ${level} passes its expert on unchanged.`,
  unitOf: (owner: string) => `the unit of ${owner}`,
  termLeft: (owner: string, level: string) => `${owner} · ${level}`,
  termBoth: 'Σ (gate + native) · expert',
  termGate: 'Σ gate · expert',
  termNative: 'Σ native · expert',
  termPass: 'expert',
  more: (count: number) => `… ${count} more`,
  towerSentence: (task: string, widths: string) =>
    `The tower of ${task} (layers ${widths}) turns its stream into one output.`,
  kind: 'part',
  from: 'from',
  to: 'to',
  weight: 'weight',
} as const;
