/** Values against plain loops, and gradients against finite differences of these; called once per backend. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type AdamState,
  adamParts,
  adamRates,
  adamRateValues,
  adamStep,
} from '../../../src/kernels/adam/adam.ts';
import { gatedMix } from '../../../src/kernels/gatedMix/gatedMix.ts';
import { groupedDense } from '../../../src/kernels/groupedDense/groupedDense.ts';
import { registerOperations } from '../../../src/kernels/register.ts';
import { sparseDense } from '../../../src/kernels/sparseDense/sparseDense.ts';
import { taskLoss } from '../../../src/kernels/taskLoss/taskLoss.ts';
import { dispose, engine, reshape, type Tensor, tensor, tidy, zeros } from '../../../src/tf/tf.ts';
import { freeTensorsAfterEach } from '../ownTensors.ts';
import { denseShapes, lossShapes, maskTables, mixShapes, sparseShapes } from './calls.ts';
import { finiteDifferences, type Numbers, naiveAdam, naiveDense, naiveLoss, naiveMix } from './naive.ts';
import { expectClose, flags, normals, sparseRows, toTensor, type Values, writtenOut } from './values.ts';

const numReplicas = 2;

/** One differentiable function: on the backend, and in plain numbers with one of its inputs replaced. */
interface Subject {
  readonly inputs: Readonly<Record<string, Values>>;
  readonly onBackend: (inputs: Readonly<Record<string, Tensor>>) => Tensor;
  readonly inNumbers: (inputs: Readonly<Record<string, Numbers>>) => readonly number[];
}

export function describeGradients(tolerance: number): void {
  beforeAll(registerOperations);
  freeTensorsAfterEach();

  it.each(denseShapes)(
    'grouped dense: streams %o, reads %o, %o rows, %o to %o, relu %o',
    async (...shape) => {
      const [numStreams, reads, numRows, inputDim, outputDim, relu] = shape;
      const attrs = { numReplicas, numStreams, reads, relu };
      const sizes = { numRows, inputDim, outputDim };
      await expectDerivatives(tolerance, {
        inputs: {
          x: normals('x', [numReplicas * numStreams, numRows, inputDim]),
          affine: normals('affine', [numReplicas * reads.length, inputDim + 1, outputDim]),
        },
        onBackend: ({ x, affine }) => groupedDense(given(x), given(affine), attrs),
        inNumbers: ({ x, affine }) => naiveDense(x ?? [], affine ?? [], attrs, sizes),
      });
    },
  );

  it.each(sparseShapes)('sparse dense: %o groups, %o rows, %o of %o to %o, relu %o', async (...shape) => {
    const [numReaders, numRows, numEntries, inputDim, outputDim, relu] = shape;
    const reads = Array.from({ length: numReaders }, () => 0);
    const sizes = { numRows, inputDim, outputDim };
    const x = sparseRows('x', [numReplicas, numRows, numEntries], inputDim);
    const all = writtenOut(x, inputDim).values;
    await expectDerivatives(tolerance, {
      inputs: { affine: normals('affine', [numReplicas * numReaders, inputDim + 1, outputDim]) },
      onBackend: ({ affine }) => sparseDense(toTensor(x), given(affine), { numReplicas, relu }),
      inNumbers: ({ affine }) =>
        naiveDense(all, affine ?? [], { numReplicas, numStreams: 1, reads, relu }, sizes),
    });
  });

  describe.each(mixShapes)('mix of %o units, %o experts, %o rows, %o wide', (...shape) => {
    const [numUnits, numExperts, numRows, dim] = shape;
    // What is not learned gets no gradient, and finite differences know nothing of that.
    const learns = Array.from({ length: numUnits * numExperts }, () => 1);
    const attrs = { numReplicas, numUnits, numExperts, ...maskTables(shape), learns };
    const experts = normals('experts', [numReplicas * numExperts, numRows, dim]);
    const logits = normals('logits', [numReplicas * numUnits, numRows, numExperts]);
    const native = normals('native', [numReplicas * numUnits, numExperts]);
    it.each([
      ['with gates', { experts, logits }],
      ['with native weights', { experts, native }],
      ['with both', { experts, logits, native }],
    ])('%s', async (_, inputs: Record<string, Values>) => {
      await expectDerivatives(tolerance, {
        inputs,
        onBackend: (tensors) =>
          gatedMix(
            {
              experts: given(tensors['experts']),
              logits: tensors['logits'] ?? null,
              native: tensors['native'] ?? null,
            },
            attrs,
          ).streams,
        inNumbers: (numbers) =>
          naiveMix(numbers['experts'] ?? [], numbers['logits'] ?? null, numbers['native'] ?? null, attrs, {
            numRows,
            dim,
          }),
      });
    });
  });

  it.each(lossShapes)('loss of tasks %o, %o rows', async (isBinary, numRows) => {
    const shape = [numReplicas * isBinary.length, numRows];
    const attrs = { numReplicas, isBinary };
    const [labels, mask] = [flags('labels', shape, 0.5), flags('mask', shape, 0.6)];
    await expectDerivatives(tolerance, {
      inputs: { logits: normals('logits', shape, 3) },
      onBackend: ({ logits }) => taskLoss(given(logits), toTensor(labels), toTensor(mask), attrs),
      inNumbers: ({ logits }) => naiveLoss(logits ?? [], labels.values, mask.values, attrs, numRows),
    });
  });

  it('Adam moves every value by its formula', async () => {
    const shapes = [[1], [3], [2, 9]];
    const start = shapes.map((shape, i) => normals(`parameter${i}`, shape));
    const moments = () => shapes.map((shape) => zeros([...shape]));
    let state: AdamState = { parameters: start.map(toTensor), moment1: moments(), moment2: moments() };
    const expected = start.map(({ values }) =>
      Array.from(values, (value) => [value, 0, 0] as [number, number, number]),
    );
    for (let step = 1; step <= 3; step++) {
      const gradients = shapes.map((shape, i) => normals(`gradient${i}.${step}`, shape));
      const rates = tensor(adamRateValues(adamRates(0.1, step)));
      state = adamStep(state, gradients.map(toTensor), { tensor: rates, first: 0 });
      gradients.forEach(({ values }, i) => {
        expected[i] = (expected[i] ?? []).map((value, j) => naiveAdam([...value, values[j] ?? 0], 0.1, step));
      });
    }
    for (const [k, part] of adamParts.entries()) {
      for (const [i, moved] of state[part].entries()) {
        expectClose(
          await moved.data(),
          (expected[i] ?? []).map((value) => value[k] ?? Number.NaN),
          tolerance,
        );
      }
    }
  });
}

async function expectDerivatives(
  tolerance: number,
  { inputs, onBackend, inNumbers }: Subject,
): Promise<void> {
  const numbers = Object.fromEntries(Object.entries(inputs).map(([name, { values }]) => [name, values]));
  const expected = inNumbers(numbers);
  const weights = normals('weights', [expected.length]);
  const results = tidy(() => {
    const tensors = Object.fromEntries(
      Object.entries(inputs).map(([name, values]) => [name, toTensor(values)]),
    );
    const dy = reshape(toTensor(weights), onBackend(tensors).shape);
    const { value, grads } = engine().gradients(() => onBackend(tensors), Object.values(tensors), dy);
    return [value, ...grads];
  });
  const [value = [], ...grads] = await Promise.all(results.map((result) => result.data()));
  dispose(results);
  expectClose(value, expected, tolerance);
  for (const [i, [name, { values }]] of Object.entries(inputs).entries()) {
    const sample = sampleOf(values.length);
    const f = (x: Numbers) => inNumbers({ ...numbers, [name]: x });
    expect(grads[i]).toHaveLength(values.length);
    const sampled = sample.map((index) => grads[i]?.[index] ?? Number.NaN);
    expectClose(sampled, finiteDifferences(f, values, weights.values, sample), tolerance);
  }
}

/** At most 100 indices, spread so that they fall on every place in a vector and a row. */
function sampleOf(length: number): number[] {
  const step = Math.max(1, Math.floor(length / 100)) | 1;
  return Array.from({ length: Math.ceil(length / step) }, (_, i) => i * step);
}

function given(tensorOrNot: Tensor | undefined): Tensor {
  if (tensorOrNot === undefined) throw new Error('A tensor is missing.');
  return tensorOrNot;
}
