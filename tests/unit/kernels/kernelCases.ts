/** What must hold of every operation on every backend; called once per backend. */
import { beforeAll, describe, expect, it } from 'vitest';
import { inOrder, type Named, run } from '../../../src/kernels/operation.ts';
import { registerOperations } from '../../../src/kernels/register.ts';
import { memory, type Tensor, tidy } from '../../../src/tf/tf.ts';
import { type Call, callsOf, denseCallLike, gatherBatchCall, isSparse } from './calls.ts';
import { expectClose, replicaOf, toTensor, type Values } from './values.ts';

export function describeKernels(tolerance: number): void {
  beforeAll(registerOperations);

  describe('equals its reference', () => {
    it.each(titled([...callsOf(2), gatherBatchCall(2, 11, 7), gatherBatchCall(2, 1, 1)]))(
      '%s',
      async (_, call) => {
        const expected = await outputsOf(call, 2, 'reference');
        const actual = await outputsOf(call, 2, 'kernel');
        expect(actual.map(({ shape }) => shape)).toEqual(expected.map(({ shape }) => shape));
        actual.forEach(({ values }, i) => {
          expectClose(values, expected[i]?.values ?? [], tolerance);
        });
      },
    );
  });

  it('equals its reference for a single replica, too', async () => {
    for (const call of [...callsOf(1), gatherBatchCall(1, 11, 7)]) {
      const expected = await outputsOf(call, 1, 'reference');
      const actual = await outputsOf(call, 1, 'kernel');
      actual.forEach(({ values }, i) => {
        expectClose(values, expected[i]?.values ?? [], tolerance);
      });
    }
  });

  describe('gives every replica of 5 the bytes it has alone', () => {
    it.each(titled(callsOf(5)))('%s', async (_, call) => {
      const together = await outputsOf(call, 5, 'kernel');
      for (const r of [0, 2, 4]) {
        const alone = await outputsOf(replicaCall(call, r, 5), 1, 'kernel');
        expect(together.map((output) => replicaOf(output, r, 5))).toEqual(alone);
      }
    });
  });

  describe('keeps a NaN inside its replica', () => {
    it.each(titled(callsOf(3)))('%s', async (_, call) => {
      const clean = await outputsOf(call, 3, 'kernel');
      for (const name of Object.keys(call.inputs)) {
        const spoilt = await outputsOf(withNaN(call, name), 3, 'kernel');
        for (const r of [0, 2]) {
          const others = spoilt.map((output) => replicaOf(output, r, 3));
          expect(others).toEqual(clean.map((output) => replicaOf(output, r, 3)));
        }
      }
    });
  });

  describe('keeps a NaN of a mix inside its row', () => {
    it.each(titled(callsOf(1).filter(({ kernelName }) => kernelName.includes('Mix'))))(
      '%s',
      async (_, call) => {
        const clean = await outputsOf(call, 1, 'kernel');
        for (const [name, { values, shape }] of Object.entries(call.inputs)) {
          if (shape.length < 3) continue; // Native weights are those of every row.
          const spoilt = await outputsOf(withNaN(call, name), 1, 'kernel');
          const row = Math.floor(values.length / 2 / (shape[2] ?? 1)) % (shape[1] ?? 1);
          expect(spoilt.flatMap((output) => otherRows(output, row))).toEqual(
            clean.flatMap((output) => otherRows(output, row)),
          );
        }
      },
    );
  });

  describe('gives sparse rows the bytes they have written out', () => {
    it.each(titled(callsOf(2).filter(isSparse)))('%s', async (_, call) => {
      expect(await outputsOf(call, 2, 'kernel')).toEqual(await outputsOf(denseCallLike(call), 2, 'kernel'));
    });
  });

  it('leaves nothing behind', async () => {
    const before = memory();
    for (const call of callsOf(2)) await outputsOf(call, 2, 'kernel');
    expect(memory()).toMatchObject({ numTensors: before.numTensors, numBytes: before.numBytes });
  });
}

function titled(calls: readonly Call[]): [string, Call][] {
  return calls.map((call) => [`${call.kernelName}: ${call.name}`, call]);
}

/** Runs the call as it is registered, or its reference. */
async function outputsOf(call: Call, numReplicas: number, what: 'kernel' | 'reference'): Promise<Values[]> {
  // Inputs anew for every run: Adam uses its inputs up.
  const inputs = Object.fromEntries(
    Object.entries({ ...call.inputs, ...call.shared }).map(([name, values]) => [name, toTensor(values)]),
  );
  const attrs = call.attrs(numReplicas) as never;
  const { operation } = call;
  const outputs = tidy(() =>
    inOrder(
      operation.outputs,
      what === 'kernel' ? run(operation, inputs, attrs) : operation.reference(inputs, attrs),
    ),
  );
  const values = await Promise.all(outputs.map(valuesOf));
  disposeAll(inputs, outputs);
  return values;
}

async function valuesOf(output: Tensor): Promise<Values> {
  return { values: Float32Array.from(await output.data()), shape: output.shape };
}

function disposeAll(inputs: Named<string>, outputs: readonly Tensor[]): void {
  for (const tensor of [...Object.values(inputs), ...outputs]) tensor.dispose();
}

function replicaCall(call: Call, replica: number, numReplicas: number): Call {
  const inputs = Object.entries(call.inputs).map(([name, values]) => [
    name,
    replicaOf(values, replica, numReplicas),
  ]);
  return { ...call, inputs: Object.fromEntries(inputs) };
}

/** All rows but one of an output `[groups, rows, columns]`; of one without rows nothing. */
function otherRows({ values, shape }: Values, row: number): number[] {
  const [, numRows = 1, numColumns = 1] = shape;
  if (shape.length < 3) return [];
  return Array.from(values).filter((__, i) => Math.floor(i / numColumns) % numRows !== row);
}

/** One NaN in the middle: of three replicas in the second. */
function withNaN(call: Call, name: string): Call {
  const input = call.inputs[name];
  if (input === undefined) throw new Error(`No input ${name}.`);
  const values = input.values.slice();
  values[Math.floor(values.length / 2)] = Number.NaN;
  return { ...call, inputs: { ...call.inputs, [name]: { ...input, values } } };
}
