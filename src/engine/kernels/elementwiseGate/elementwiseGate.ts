/** Elementwise gates (PEPNet, Chang et al., KDD 2023) and their input: `y = h 2 sigmoid(z)`. */
import { concat, mul, reshape, sigmoid, slice, sub, type Tensor, zeros } from '../../tf/tf.ts';
import { type Operation, runOperation, withoutTape } from '../operation.ts';

const elementwiseGateForward: Operation<object, 'h' | 'z', 'y'> = {
  kernelName: 'ElementwiseGate',
  inputs: { h: '[G, B, D]', z: '[G, B, D]' },
  outputs: ['y'],
  reference: ({ h, z }) => ({ y: mul(h, mul(2, sigmoid(z))) }),
  gradient: {
    saves: ['h', 'z'],
    of: ({ y: dy }, { h, z }) => ({
      h: () => elementwiseGate(dy, z),
      z: () => runOperation(gateScoresGradient, { dy, h, z }, {}).dz,
    }),
  },
};

// dz = dy h 2 s (1 - s) with s = sigmoid(z)
const gateScoresGradient: Operation<object, 'dy' | 'h' | 'z', 'dz'> = {
  kernelName: 'ElementwiseGateGrad',
  inputs: { dy: '[G, B, D]', h: '[G, B, D]', z: '[G, B, D]' },
  outputs: ['dz'],
  reference: ({ dy, h, z }) => {
    const share = sigmoid(z);
    return { dz: mul(mul(dy, h), mul(mul(2, share), sub(1, share))) };
  },
};

interface GateInputAttrs {
  readonly numReplicas: number;
  /** Number of the input's last columns that are the prior. */
  readonly numPriors: number;
}

/** `[R, B, P+I]` */
const gateInputJoin: Operation<GateInputAttrs, 'input' | 'x', 'both'> = {
  kernelName: 'ElementwiseGateInput',
  inputs: { input: '[R, B, I]', x: '[R, B, I]' },
  outputs: ['both'],
  reference: ({ input, x }, { numPriors }) => {
    const [numReplicas = 0, numRows = 0, inputDim = 0] = input.shape;
    const prior = slice(input, [0, 0, inputDim - numPriors], [numReplicas, numRows, numPriors]);
    return { both: concat([prior, x], 2) };
  },
  gradient: {
    saves: [],
    of: ({ both: dBoth }, _, attrs) => ({
      input: () => runOperation(priorGradient, { dBoth }, attrs).dInput,
    }),
  },
};

const priorGradient: Operation<GateInputAttrs, 'dBoth', 'dInput'> = {
  kernelName: 'ElementwiseGateInputGrad',
  inputs: { dBoth: '[R, B, P+I]' },
  outputs: ['dInput'],
  reference: ({ dBoth }, { numPriors }) => {
    const [numReplicas = 0, numRows = 0, width = 0] = dBoth.shape;
    const ofPrior = slice(dBoth, [0, 0, 0], [numReplicas, numRows, numPriors]);
    return { dInput: concat([zeros([numReplicas, numRows, width - 2 * numPriors]), ofPrior], 2) };
  },
};

export const elementwiseGateOperations = {
  forward: elementwiseGateForward,
  gradScores: gateScoresGradient,
  joined: gateInputJoin,
  gradPrior: priorGradient,
};

export const elementwiseGate = (h: Tensor, z: Tensor): Tensor =>
  runOperation(elementwiseGateForward, { h, z }, {}).y;

/** Joins the prior columns of `input` `[R, B, I]` with `x`; only a learned prior gets a gradient. */
export function elementwiseGateInput(
  input: Tensor,
  x: Tensor,
  { learnsPrior, ...attrs }: GateInputAttrs & { readonly learnsPrior: boolean },
): Tensor {
  if (!learnsPrior) return withoutTape(() => runOperation(gateInputJoin, { input, x }, attrs).both);
  const withoutGradient = withoutTape(() => reshape(x, x.shape));
  return runOperation(gateInputJoin, { input, x: withoutGradient }, attrs).both;
}
