/**
 * Decides which of a recording's buffers stand for which of the buffers its dispatches were captured with. Pure
 * bookkeeping: allocates nothing.
 */

/** One dispatch: the buffers it is bound to, the first `numWritten` of which it writes. */
export interface BufferUse<B> {
  readonly buffers: readonly B[];
  readonly numWritten: number;
}

export interface BufferPlan<B> {
  /** Read before anything wrote them: their content must be kept. */
  readonly constants: ReadonlySet<B>;
  /** Slot of every buffer that is written before it is read. Buffers share a slot when one is done with before the other starts. */
  readonly slots: ReadonlyMap<B, number>;
  /** Bytes of each slot. */
  readonly slotSizes: readonly number[];
}

/** Leaves out the buffers of `fixed`. Buffers share slots of exactly their size. */
export function planBuffers<B extends { readonly size: number }>(
  uses: readonly BufferUse<B>[],
  fixed: ReadonlySet<B>,
): BufferPlan<B> {
  const constants = new Set<B>();
  const slots = new Map<B, number>();
  const slotSizes: number[] = [];
  const free = new Map<number, number[]>();
  const lastUse = lastUses(uses);
  const takeSlot = (size: number): number => free.get(size)?.pop() ?? slotSizes.push(size) - 1;
  uses.forEach(({ buffers, numWritten }, index) => {
    buffers.forEach((buffer, binding) => {
      if (fixed.has(buffer) || constants.has(buffer) || slots.has(buffer)) return;
      if (binding < numWritten) slots.set(buffer, takeSlot(buffer.size));
      else constants.add(buffer);
    });
    // Only now: a dispatch may not write what it reads.
    for (const buffer of new Set(buffers)) {
      const slot = slots.get(buffer);
      if (slot !== undefined && lastUse.get(buffer) === index)
        free.set(buffer.size, [...(free.get(buffer.size) ?? []), slot]);
    }
  });
  return { constants, slots, slotSizes };
}

function lastUses<B>(uses: readonly BufferUse<B>[]): Map<B, number> {
  return new Map(uses.flatMap(({ buffers }, index) => buffers.map((buffer) => [buffer, index] as const)));
}
