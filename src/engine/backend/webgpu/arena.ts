/**
 * Places of the tensors of a captured step in one buffer, the arena, which holds all that fused programs touch. Pure bookkeeping.
 *
 * The state lies there twice: every other step reads the one and writes the other, the steps between the other way round. What runs
 * read as vectors comes first, because a dispatch that only reads it binds it by itself.
 */
import { type Block, planArena } from '../arena.ts';
import type { NotedRun, NotedStep, NotedTensor } from './noteStep.ts';
import { type Dispatch, type FusedDispatch, runsOf } from './schedule.ts';

/** A binding may begin at any multiple of it, on every device. */
const alignment = 256;

/** A part of the state: what holds the tensor's value, and what its next value is written to. */
export interface StatePair {
  readonly current: NotedTensor;
  readonly next: NotedTensor;
}

export interface GpuArena {
  readonly numBytes: number;
  /** The stretch at the beginning that holds what is read as vectors. */
  readonly numVectorBytes: number;
  /** True if all that a dispatch does in that stretch is to read vectors. */
  readonly isApart: (dispatch: FusedDispatch<NotedRun>) => boolean;
  /** Bytes before the tensor; undefined for what only programs that run on their own touch. */
  readonly offsetOf: (tensor: NotedTensor, isOdd: boolean) => number | undefined;
}

/** Tensors share room when one is done with, in whole dispatches, before the other is written. */
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
  /** Places those that are read as vectors, or the others, from a byte on; returns the first byte behind them. */
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
    isApart: (dispatch) =>
      runsOf(dispatch).every((run) =>
        tensorsOf(run).every((tensor) => !vectors.has(tensor) || tensor === run.vectors),
      ),
    offsetOf: (tensor, isOdd) => places.get(placeOf(tensor, isOdd)),
  };
}

/** The tensor whose place a tensor has: in odd steps a part of the state has that of its next value, and the other way round. */
export function swapperOf(state: readonly StatePair[]): (tensor: NotedTensor, isOdd: boolean) => NotedTensor {
  const others = new Map<NotedTensor, NotedTensor>();
  for (const { current, next } of state) others.set(current, next).set(next, current);
  return (tensor, isOdd) => (isOdd ? others.get(tensor) : undefined) ?? tensor;
}

/** The tensors of the arena, each with the dispatches that need it: all of them where it outlives the step, or was there before. */
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
      // Read before anything wrote it, it is a constant.
      for (const tensor of reads) need(tensor, 0, blocks.has(tensor) ? index : dispatches.length);
    }
  });
  return blocks;
}

function tensorsOf({ writes, reads }: NotedRun): readonly NotedTensor[] {
  return [...writes, ...reads];
}
