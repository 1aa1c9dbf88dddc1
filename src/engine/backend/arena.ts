/** Plans places in memory for blocks needed at different times; allocates nothing. */

/** Needed from call (on a GPU: dispatch) `first` to `last`, inclusive. */
export interface MemoryBlock {
  readonly numBytes: number;
  readonly first: number;
  readonly last: number;
}

interface ArenaLayout {
  readonly offsets: readonly number[];
  readonly numBytes: number;
}

// Places the largest block first, each in the lowest free gap: memory that is reused soon stays in the cache.
export function planArena(blocks: readonly MemoryBlock[], alignment: number): ArenaLayout {
  const offsets = blocks.map(() => 0);
  const placed: { readonly block: MemoryBlock; readonly start: number; readonly end: number }[] = [];
  const bySize = blocks.map((block, index) => ({ block, index }));
  bySize.sort((a, b) => b.block.numBytes - a.block.numBytes);
  for (const { block, index } of bySize) {
    const size = Math.ceil(block.numBytes / alignment) * alignment;
    const beside = placed
      .filter((other) => other.block.first <= block.last && block.first <= other.block.last)
      .sort((a, b) => a.start - b.start);
    let start = 0;
    for (const other of beside) {
      if (start + size <= other.start) break;
      start = Math.max(start, other.end);
    }
    offsets[index] = start;
    placed.push({ block, start, end: start + size });
  }
  return { offsets, numBytes: placed.reduce((most, { end }) => Math.max(most, end), 0) };
}
