/** Example calls of the gated mix. */
import {
  type KernelCall,
  type KernelCases,
  type NumberList,
  nameOfExample,
  normalValues,
  randomFlags,
  testTensorOf,
  testValueAt,
} from '../cases.ts';
import { type GatedMixAttrs, gatedMix, gatedMixVariants } from './gatedMix.ts';

const mixExamples = [
  { numUnits: 1, numExperts: 1, numRows: 1, dim: 1 },
  { numUnits: 4, numExperts: 8, numRows: 3, dim: 16 },
  { numUnits: 3, numExperts: 5, numRows: 4, dim: 9 },
  { numUnits: 2, numExperts: 3, numRows: 2, dim: 1 },
  { numUnits: 9, numExperts: 12, numRows: 2, dim: 8 },
  { numUnits: 5, numExperts: 33, numRows: 2, dim: 20 },
  // Blocks of two and of one, sixteen columns and eight.
  { numUnits: 2, numExperts: 3, numRows: 3, dim: 24 },
  // More experts than one pass adds.
  { numUnits: 3, numExperts: 10, numRows: 2, dim: 40 },
  // More rows than a slot.
  { numUnits: 2, numExperts: 3, numRows: 70, dim: 4 },
  // Rows that end within a panel, most read in place.
  { numUnits: 3, numExperts: 10, numRows: 19, dim: 13 },
  // Few experts: gates of four rows are computed at a time.
  { numUnits: 2, numExperts: 2, numRows: 21, dim: 6 },
  { numUnits: 3, numExperts: 4, numRows: 18, dim: 8 },
];

type MixExample = (typeof mixExamples)[number];

export const gatedMixCases: KernelCases = {
  calls: (numReplicas) => mixExamples.flatMap((mix) => mixCallsOf(numReplicas, mix)),
  differentiable: (numReplicas) => mixExamples.flatMap((mix) => differentiableMixOf(numReplicas, mix)),
};

function mixCallsOf(numReplicas: number, mix: MixExample): KernelCall[] {
  const { numUnits, numExperts, numRows, dim } = mix;
  const tables = { sees: seesTableOf(mix), learns: randomTableOf('learns', mix, 0.5) };
  const attrs = (replicas: number) => ({ numReplicas: replicas, numUnits, numExperts, ...tables });
  const { experts, native } = mixInputsOf(numReplicas, mix);
  const ofGates = [numReplicas * numUnits, numRows, numExperts];
  const dStreams = normalValues('dStreams', [numReplicas * numUnits, numRows, dim]);
  const teaches = randomTableOf('teaches', mix, 0.6);
  return gatedMixVariants.flatMap(({ forward, backward }) => {
    const hasGates = 'logits' in forward.inputs;
    const optional = 'native' in forward.inputs ? { native } : {};
    const logits = hasGates ? { logits: normalValues('logits', ofGates, 3) } : {};
    const gates = hasGates ? { gates: normalValues('gates', ofGates) } : {};
    const ofBoth = { name: nameOfExample(mix), attrs, keepsRowsApart: true };
    const inputs = { dStreams, experts, ...gates, ...optional };
    const ofGradient = { ...ofBoth, operation: backward, inputs };
    return [
      { ...ofBoth, operation: forward, inputs: { experts, ...logits, ...optional } },
      ofGradient,
      {
        ...ofGradient,
        name: `${nameOfExample(mix)}, some experts taught`,
        attrs: (replicas: number) => ({ ...attrs(replicas), teaches }),
      },
    ];
  });
}

function differentiableMixOf(numReplicas: number, mix: MixExample) {
  const { numUnits, numExperts } = mix;
  // All weights are learned here: unlearned ones get no gradient, but finite differences would find one.
  const learns = Array.from({ length: numUnits * numExperts }, () => 1);
  const all = { numReplicas, numUnits, numExperts, sees: seesTableOf(mix), learns };
  const { experts, logits, native } = mixInputsOf(numReplicas, mix);
  const taught = { ...all, teaches: randomTableOf('teaches', mix, 0.6) };
  return [
    { inputs: { experts, logits }, attrs: all },
    { inputs: { experts, native }, attrs: all },
    { inputs: { experts, logits, native }, attrs: all },
    { inputs: { experts, logits, native }, attrs: taught },
  ].map(({ inputs, attrs }) => ({
    name: `${nameOfExample(mix)} with ${Object.keys(inputs).join(', ')}${attrs === all ? '' : ', some experts taught'}`,
    inputs,
    onBackend: (tensors: Parameters<typeof testTensorOf>[0]) => {
      const { logits: ofGates = null, native: weights = null } = tensors;
      const tensorsOfMix = { experts: testTensorOf(tensors, 'experts'), logits: ofGates, native: weights };
      return gatedMix(tensorsOfMix, attrs).streams;
    },
    inNumbers: (numbers: Readonly<Record<string, NumberList>>) =>
      gatedMixOfNumbers(numbers, { ...attrs, constants: experts.values }, mix),
  }));
}

function mixInputsOf(numReplicas: number, { numUnits, numExperts, numRows, dim }: MixExample) {
  return {
    experts: normalValues('experts', [numReplicas * numExperts, numRows, dim]),
    logits: normalValues('logits', [numReplicas * numUnits, numRows, numExperts]),
    native: normalValues('native', [numReplicas * numUnits, numExperts]),
  };
}

const randomTableOf = (name: string, { numUnits, numExperts }: MixExample, probability: number): number[] =>
  Array.from(randomFlags(name, [numUnits * numExperts], probability).values);

function seesTableOf(mix: MixExample): number[] {
  const sees = randomTableOf('sees', mix, 0.7);
  return mix.numUnits > 1 ? sees.fill(0, (mix.numUnits - 1) * mix.numExperts) : sees;
}

// Experts not taught are read from `constants`, so that finite differences of `experts` miss them.
function gatedMixOfNumbers(
  { experts, logits, native }: Readonly<Record<string, NumberList>>,
  {
    numReplicas,
    numUnits,
    numExperts,
    sees,
    teaches,
    constants,
  }: GatedMixAttrs & { readonly constants: NumberList },
  { numRows, dim }: MixExample,
): number[] {
  const streams: number[] = [];
  for (let unit = 0; unit < numReplicas * numUnits; unit++) {
    const replica = Math.floor(unit / numUnits);
    const seen = sees.slice((unit % numUnits) * numExperts, ((unit % numUnits) + 1) * numExperts);
    for (let b = 0; b < numRows; b++) {
      const exps = seen.map((flag, e) =>
        logits === undefined || flag === 0
          ? 0
          : Math.exp(testValueAt(logits, (unit * numRows + b) * numExperts + e)),
      );
      const total = exps.reduce((sum, value) => sum + value, 0);
      for (let d = 0; d < dim; d++) {
        let sum = 0;
        for (let e = 0; e < numExperts; e++) {
          const gate = total === 0 ? 0 : testValueAt(exps, e) / total;
          const weight = gate + (native === undefined ? 0 : testValueAt(native, unit * numExperts + e));
          const isTaught = teaches?.[(unit % numUnits) * numExperts + e] !== 0;
          const at = ((replica * numExperts + e) * numRows + b) * dim + d;
          sum += weight * testValueAt(isTaught ? experts : constants, at);
        }
        streams.push(sum);
      }
    }
  }
  return streams;
}
