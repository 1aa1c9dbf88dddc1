/**
 * Places the tensors of fused programs in one buffer, the arena.
 *
 * The state lies there twice: even steps read one copy and write the other, odd steps the reverse. Vectors
 * come first, since dispatches may bind them separately.
 */
import { type Block, planArena } from '../arena.ts';
import type { NotedRun, NotedStep, NotedTensor } from './noteStep.ts';
import { type Dispatch, type FusedDispatch, runsOf } from './schedule.ts';

// In bytes: valid as a binding's offset on every device.
const alignment = 256;

export interface StatePair {
  readonly current: NotedTensor;
  readonly next: NotedTensor;
}

export interface GpuArena {
  readonly numBytes: number;
  /** Length of the arena's first stretch, which is read as vectors. */
  readonly numVectorBytes: number;
  /** True if the dispatch uses that stretch only to read vectors. */
  readonly readsOnlyVectors: (dispatch: FusedDispatch<NotedRun>) => boolean;
  /** Bytes from the arena's start; undefined for tensors outside. */
  readonly offsetOf: (tensor: NotedTensor, isOdd: boolean) => number | undefined;
}

// Tensors may share memory if one's last dispatch precedes the other's first.
export function arenaOf(
  step: NotedStep,
  state: readonly StatePair[],
  dispatches: readonly Dispatch<NotedRun>[],
): GpuArena {
  const blocks = blocksOf(step, state, dispatches);
  const placeOf = swapperOf(state);
  const vectors = new Set(
    step.runs.flatMap(({ vectors: read }) => (read === null ? [] : [read, placeOf(read, true)])),
  );
  const places = new Map<NotedTensor, number>();
  // Returns the first free byte.
  const place = (areVectors: boolean, start: number): number => {
    const part = new Map([...blocks].filter(([tensor]) => vectors.has(tensor) === areVectors));
    const { numBytes, offsets } = planArena([...part.values()], alignment);
    for (const [i, tensor] of [...part.keys()].entries()) places.set(tensor, start + (offsets[i] ?? 0));
    return start + numBytes;
  };
  const numVectorBytes = place(true, 0);
  return {
    numBytes: place(false, numVectorBytes),
    numVectorBytes,
    readsOnlyVectors: (dispatch) =>
      runsOf(dispatch).every((run) =>
        tensorsOf(run).every((tensor) => !vectors.has(tensor) || tensor === run.vectors),
      ),
    offsetOf: (tensor, isOdd) => places.get(placeOf(tensor, isOdd)),
  };
}

/** Odd steps swap a state tensor and its next value. */
export function swapperOf(state: readonly StatePair[]): (tensor: NotedTensor, isOdd: boolean) => NotedTensor {
  const others = new Map<NotedTensor, NotedTensor>();
  for (const { current, next } of state) others.set(current, next).set(next, current);
  return (tensor, isOdd) => (isOdd ? others.get(tensor) : undefined) ?? tensor;
}

// Tensors that exist before or after the step are needed in all dispatches.
function blocksOf(
  { state: all, inputs, next }: NotedStep,
  state: readonly StatePair[],
  dispatches: readonly Dispatch<NotedRun>[],
): Map<NotedTensor, Block> {
  const touched = new Set(
    dispatches.flatMap((dispatch) => (dispatch.kind === 'single' ? [] : runsOf(dispatch).flatMap(tensorsOf))),
  );
  for (const { current, next } of state)
    if (touched.has(current) || touched.has(next)) touched.add(current).add(next);
  const kept = new Set([...all, ...inputs, ...next]);
  const blocks = new Map<NotedTensor, Block>();
  const need = (tensor: NotedTensor, first: number, last: number) => {
    const known = blocks.get(tensor);
    if (touched.has(tensor))
      blocks.set(tensor, {
        numBytes: tensor.size,
        first: known?.first ?? first,
        last: Math.max(last, known?.last ?? 0),
      });
  };
  for (const tensor of kept) need(tensor, 0, dispatches.length);
  dispatches.forEach((dispatch, index) => {
    for (const { writes, reads } of runsOf(dispatch)) {
      for (const tensor of writes) need(tensor, index, index);
      // A tensor that is read before any dispatch writes it is a constant.
      for (const tensor of reads) need(tensor, 0, blocks.has(tensor) ? index : dispatches.length);
    }
  });
  return blocks;
}

function tensorsOf({ writes, reads }: NotedRun): readonly NotedTensor[] {
  return [...writes, ...reads];
}
