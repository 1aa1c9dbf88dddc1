/**
 * Elementwise gates (Chang et al., KDD 2023, "PEPNet"): every element of `h` times a factor between 0 and 2, and what such gates read.
 *
 *     y = h 2 sigmoid(z)
 */
import { concat, mul, reshape, sigmoid, slice, sub, type Tensor, zeros } from '../../tf/tf.ts';
import { type Operation, run, withoutTape } from '../operation.ts';

const forward: Operation<object, 'h' | 'z', 'y'> = {
  kernelName: 'ElementwiseGate',
  inputs: { h: '[G, B, D]', z: '[G, B, D]' },
  outputs: ['y'],
  reference: ({ h, z }) => ({ y: mul(h, mul(2, sigmoid(z))) }),
  gradient: {
    saves: ['h', 'z'],
    of: ({ y: dy }, { h, z }) => ({
      h: () => elementwiseGate(dy, z),
      z: () => run(gradScores, { dy, h, z }, {}).dz,
    }),
  },
};

/** Gradient with respect to the scores: `dz = dy h 2 s (1 - s)`, where s is the sigmoid. */
const gradScores: Operation<object, 'dy' | 'h' | 'z', 'dz'> = {
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
  /** So many of the last columns of the input are the prior. */
  readonly numPriors: number;
}

/** The prior, then the rows: `[R, B, P+I]`. */
const joined: Operation<GateInputAttrs, 'input' | 'x', 'both'> = {
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
    of: ({ both: dBoth }, _, attrs) => ({ input: () => run(gradPrior, { dBoth }, attrs).dInput }),
  },
};

/** Gradient with respect to the input: that of the prior in its columns, 0 in all others. */
const gradPrior: Operation<GateInputAttrs, 'dBoth', 'dInput'> = {
  kernelName: 'ElementwiseGateInputGrad',
  inputs: { dBoth: '[R, B, P+I]' },
  outputs: ['dInput'],
  reference: ({ dBoth }, { numPriors }) => {
    const [numReplicas = 0, numRows = 0, width = 0] = dBoth.shape;
    const ofPrior = slice(dBoth, [0, 0, 0], [numReplicas, numRows, numPriors]);
    return { dInput: concat([zeros([numReplicas, numRows, width - 2 * numPriors]), ofPrior], 2) };
  },
};

export const elementwiseGateOperations = { forward, gradScores, joined, gradPrior };

/** Both of one shape, `[G, B, D]`. */
export const elementwiseGate = (h: Tensor, z: Tensor): Tensor => run(forward, { h, z }, {}).y;

/**
 * The input of gates: the prior of the input `[R, B, I]`, then rows `x` of the same shape. A gradient passes to the prior where that is
 * learned, and never to the rows.
 */
export function elementwiseGateInput(
  input: Tensor,
  x: Tensor,
  { learnsPrior, ...attrs }: GateInputAttrs & { readonly learnsPrior: boolean },
): Tensor {
  if (!learnsPrior) return withoutTape(() => run(joined, { input, x }, attrs).both);
  const withoutGradient = withoutTape(() => reshape(x, x.shape));
  return run(joined, { input, x: withoutGradient }, attrs).both;
}
