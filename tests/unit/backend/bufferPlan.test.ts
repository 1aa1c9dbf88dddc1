import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BufferUse, planBuffers } from '../../../src/backend/webgpu/bufferPlan.ts';

interface Buffer {
  readonly name: string;
  readonly size: number;
}

const buffer = (name: string, size = 4): Buffer => ({ name, size });
const use = (written: readonly Buffer[], read: readonly Buffer[]): BufferUse<Buffer> => ({
  buffers: [...written, ...read],
  numWritten: written.length,
});

describe('planBuffers', () => {
  const [state, constant, a, b, c] = ['state', 'constant', 'a', 'b', 'c'].map((name) => buffer(name)) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ];

  it('keeps what is read before it is written, and leaves out what is fixed', () => {
    const plan = planBuffers([use([a], [state, constant]), use([state], [a])], new Set([state]));
    expect([...plan.constants]).toEqual([constant]);
    expect([...plan.slots.keys()]).toEqual([a]);
  });

  it('gives a slot on once its buffer is done with, but not within one dispatch', () => {
    const plan = planBuffers([use([a], []), use([b], [a]), use([c], [b])], new Set());
    expect([a, b, c].map((each) => plan.slots.get(each))).toEqual([0, 1, 0]);
    expect(plan.slotSizes).toEqual([4, 4]);
  });

  it('shares slots among buffers of one size only', () => {
    const large = buffer('large', 8);
    const plan = planBuffers([use([a], []), use([large], [])], new Set());
    expect(plan.slotSizes).toEqual([4, 8]);
  });

  it('computes with shared slots what it computes without', () => {
    const names = [...'abcdefgh'].map((name, i) => buffer(name, i % 2 === 0 ? 4 : 8));
    const pick = fc.subarray(names, { maxLength: 3 });
    const uses = fc
      .array(fc.tuple(fc.subarray(names, { minLength: 1, maxLength: 2 }), pick), { maxLength: 12 })
      .map((all) =>
        all.map(([written, read]) =>
          use(
            written,
            read.filter((each) => !written.includes(each)),
          ),
        ),
      );
    fc.assert(
      fc.property(uses, (list) => {
        const plan = planBuffers(list, new Set());
        expect(valuesRead(list, (each) => plan.slots.get(each) ?? each)).toEqual(
          valuesRead(list, (each) => each),
        );
      }),
    );
  });
});

/** What every dispatch reads, when each writes its own index into the places its buffers stand for. */
function valuesRead(uses: readonly BufferUse<Buffer>[], placeOf: (buffer: Buffer) => unknown): unknown[] {
  const memory = new Map<unknown, number>();
  return uses.map(({ buffers, numWritten }, index) => {
    const read = buffers.slice(numWritten).map((each) => memory.get(placeOf(each)) ?? each.name);
    for (const written of buffers.slice(0, numWritten)) memory.set(placeOf(written), index);
    return read;
  });
}
