/** English texts: what `npm run presets` prints. */
const findings = {
  better: 'better than',
  worse: 'worse than',
  unclear: 'not clearly different from',
  notBetter: 'not clearly better than',
  notWorse: 'not clearly worse than',
  above: 'on average better than',
  below: 'on average worse than',
} as const;
const alarms = { collapse: 'collapse', degradation: 'degradation', underFitting: 'under-fitting' } as const;
type Finding = keyof typeof findings;

export const presetReportText = {
  usage:
    'Usage: npm run presets -- [PRESET ...] [--seeds 1,2,3] [--keep] [--backend wasm|cpu] [--workers N] [--json]',
  unknownPreset: (got: string, known: string) => `There is no preset '${got}'. The presets are ${known}.`,
  someSeeds: 'whole numbers, such as 1,2,3',
  seedsValue: (got: string) => `--seeds must be whole numbers with commas between; got '${got}'.`,
  heading: (id: string, title: string, numCharacters: number) =>
    `${id}: ${title} (link of ${numCharacters} characters)`,
  header: [
    'seed, card',
    'gain over single-task',
    'reference lower by',
    'half-width',
    'better in',
    'verdict',
    'alarms',
    'seconds',
  ] as const,
  sweptGain: (value: number, gain: string) => `${value}: ${gain}`,
  halfWidths: (largest: string, limit: string) => `Widest overall interval: ± ${largest} (limit ${limit}).`,
  tooWide: 'TOO WIDE',
  claim: (sentence: string, isEnough: boolean, numHeld: number, numSeeds: number) =>
    `${isEnough ? 'holds' : 'FAILS'} for ${numHeld} of ${numSeeds} seeds: ${sentence}`,
  overall: 'overall',
  verdict: (reference: string, against: string, task: string, is: Finding) =>
    `${reference} is ${findings[is]} ${against}, ${task}`,
  gain: (card: string, task: string, is: Finding) =>
    `${card} is ${findings[is]} single-task, ${task}${is === 'worse' ? ' (negative transfer)' : ''}`,
  leans: (card: string, level: number, task: string, on: string, share: string) =>
    task === on
      ? `at level ${level} of ${card}, ${task} keeps at least ${share} of its gate, and more than it gives to any other`
      : `at level ${level} of ${card}, ${task} borrows most from ${on}, at least ${share} of its gate`,
  noAlarm: 'no alarm',
  alarm: (card: string, kind: keyof typeof alarms) => `${card} has an alarm (${alarms[kind]})`,
  swept: (card: string, value: number, is: Finding) =>
    `swept to ${value}, ${card} is ${findings[is]} single-task`,
  summary: (numSound: number, numPresets: number) =>
    `${numSound} of ${numPresets} presets show what they say.`,
} as const;
