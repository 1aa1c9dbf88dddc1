/** Checks of every operation on every backend; called once per backend. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { KernelCall, TestTensor } from '../../../../src/engine/kernels/cases.ts';
import { registerOperations } from '../../../../src/engine/kernels/register.ts';
import { memory } from '../../../../src/engine/tf/tf.ts';
import {
  callOutputs,
  callsOf,
  replicaCall,
  replicaCallsOf,
  replicaValues,
  sameValues,
  spoiltReplicaCall,
  titleOf,
} from '../../../long/gpus/check/kernelRuns.ts';
import { expectClose, expectSame } from './tensors.ts';

/** For `it.each`: a title beside each call. */
const titled = (calls: readonly KernelCall[]): [string, KernelCall][] =>
  calls.map((call) => [titleOf(call), call]);

/** The call with one NaN in the middle of an input. */
function spoiltMiddleCall(call: KernelCall, name: string): KernelCall {
  const input = call.inputs[name];
  if (input === undefined) throw new Error(`No input ${name}.`);
  const values = input.values.slice();
  values[Math.floor(values.length / 2)] = Number.NaN;
  return { ...call, inputs: { ...call.inputs, [name]: { ...input, values } } };
}

export function describeKernels(tolerance: number): void {
  beforeAll(registerOperations);

  it('lists cases of every operation', () => {
    const called = callsOf(1).map(({ operation }) => operation.kernelName);
    expect([...new Set(called)].sort()).toEqual([...registerOperations()].sort());
  });

  describe('equals its reference', () => {
    it.each(titled(callsOf(2)))('%s', (_, call) => expectReference(call, 2, tolerance));
  });

  it('equals its reference for a single replica, too', async () => {
    for (const call of callsOf(1)) await expectReference(call, 1, tolerance);
  });

  describe('gives the outputs that are written down', () => {
    it.each(titled(callsOf(1).filter(({ outputs }) => outputs !== undefined)))('%s', async (_, call) => {
      const outputs = await callOutputs(call, 1, 'kernel');
      expect(outputs.map(({ values }) => Array.from(values))).toEqual(call.outputs);
    });
  });

  describe('gives every replica of 5 the bytes it has alone', () => {
    it.each(titled(replicaCallsOf(5)))('%s', async (_, call) => {
      const together = await callOutputs(call, 5, 'kernel');
      for (const r of [0, 2, 4]) {
        const alone = await callOutputs(replicaCall(call, r, 5), 1, 'kernel');
        expectSame(
          together.map((output) => replicaValues(output, r, 5)),
          alone,
        );
      }
    });
  });

  describe('keeps a NaN inside its replica', () => {
    it.each(titled(replicaCallsOf(3)))('%s', async (_, call) => {
      const clean = await callOutputs(call, 3, 'kernel');
      for (const name of Object.keys(call.inputs)) {
        const spoilt = await callOutputs(spoiltReplicaCall(call, name, Number.NaN), 3, 'kernel');
        for (const r of [0, 2]) {
          const others = spoilt.map((output) => replicaValues(output, r, 3));
          expectSame(
            others,
            clean.map((output) => replicaValues(output, r, 3)),
          );
        }
      }
    });
  });

  describe('keeps a NaN of a mix inside its row', () => {
    it.each(titled(callsOf(1).filter(({ keepsRowsApart }) => keepsRowsApart)))('%s', async (_, call) => {
      const clean = await callOutputs(call, 1, 'kernel');
      for (const [name, { values, shape }] of Object.entries(call.inputs)) {
        if (shape.length < 3) continue; // Native weights are those of every row.
        const spoilt = await callOutputs(spoiltMiddleCall(call, name), 1, 'kernel');
        const row = Math.floor(values.length / 2 / (shape[2] ?? 1)) % (shape[1] ?? 1);
        const [others, expected] = [spoilt, clean].map((outputs) =>
          outputs.flatMap((output) => otherRows(output, row)),
        );
        if (!sameValues(others ?? [], expected ?? [0])) expect(others).toEqual(expected);
      }
    });
  });

  describe('gives sparse rows the bytes they have written out', () => {
    const pairs = callsOf(2).flatMap((call) => (call.sameBytesAs ? [{ call, other: call.sameBytesAs }] : []));
    it.each(pairs)('$call.operation.kernelName: $call.name', async ({ call, other }) => {
      expectSame(await callOutputs(call, 2, 'kernel'), await callOutputs(other, 2, 'kernel'));
    });
  });

  it('leaves nothing behind', async () => {
    const before = memory();
    for (const call of callsOf(2)) await callOutputs(call, 2, 'kernel');
    expect(memory()).toMatchObject({ numTensors: before.numTensors, numBytes: before.numBytes });
  });
}

async function expectReference(call: KernelCall, numReplicas: number, tolerance: number): Promise<void> {
  const expected = await callOutputs(call, numReplicas, 'reference');
  const actual = await callOutputs(call, numReplicas, 'kernel');
  expect(actual.map(({ shape }) => shape)).toEqual(expected.map(({ shape }) => shape));
  for (const [i, { values }] of actual.entries()) expectClose(values, expected[i]?.values ?? [], tolerance);
}

/** All rows but one of an output `[groups, rows, columns]`; of one without rows nothing. */
function otherRows({ values, shape }: TestTensor, row: number): number[] {
  const [, numRows = 1, numColumns = 1] = shape;
  if (shape.length < 3) return [];
  return Array.from(values).filter((__, i) => Math.floor(i / numColumns) % numRows !== row);
}
