/**
 * Elementwise gates (Chang et al., KDD 2023, "PEPNet"): every element of `h` times a factor between 0 and 2, and what such gates read.
 *
 *     y = h 2 sigmoid(z)
 */
import { assertShape, checksShapes } from '../../core/shape.ts';
import { concat, mul, sigmoid, slice, sub, type Tensor } from '../../tf/tf.ts';
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
  gradient: null,
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
  gradient: null,
};

export const elementwiseGateOperations = { forward, gradScores, joined };

/** Both of one shape, `[G, B, D]`. */
export function elementwiseGate(h: Tensor, z: Tensor): Tensor {
  if (checksShapes) assertShape('The scores of an elementwise gate', z.shape, h.shape);
  return run(forward, { h, z }, {}).y;
}

/** The input of gates: the prior of the raw input `[R, B, I]`, then rows `x` of the same shape. No gradient passes through it. */
export const elementwiseGateInput = (input: Tensor, x: Tensor, attrs: GateInputAttrs): Tensor =>
  withoutTape(() => run(joined, { input, x }, attrs).both);
