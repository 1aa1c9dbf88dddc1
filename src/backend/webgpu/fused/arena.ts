/**
 * Where the tensors of a fused step lie: in one buffer, all that programs fused with others touch. Pure bookkeeping.
 *
 * The state lies there twice: every other step reads the one and writes the other, the steps between the other way round.
 */
import { planBuffers } from '../bufferPlan.ts';
import type { StatePair } from '../ownBuffers.ts';
import type { NotedRun, NotedStep, NotedTensor } from './noteStep.ts';
import { type Dispatch, runsOf } from './schedule.ts';

/** Any binding may begin at a multiple of it, on every device. */
const alignment = 256;

export interface Arena {
  readonly numBytes: number;
  /** In bytes; undefined for what only programs that run on their own touch. */
  readonly offsetOf: (tensor: NotedTensor, isOdd: boolean) => number | undefined;
}

/** Tensors share room when one is done with, in whole dispatches, before the other is written. */
export function arenaOf(
  { inputs, state: all }: NotedStep,
  state: readonly StatePair<NotedTensor>[],
  dispatches: readonly Dispatch<NotedRun>[],
): Arena {
  const touched = new Set(
    dispatches.flatMap((dispatch) => (dispatch.kind === 'single' ? [] : runsOf(dispatch).flatMap(tensorsOf))),
  );
  for (const { current, next } of state)
    if (touched.has(current) || touched.has(next)) touched.add(current).add(next);
  const uses = dispatches.map((dispatch) => usesOf(runsOf(dispatch), touched));
  const kept = new Set([...all, ...inputs, ...state.map(({ next }) => next)]);
  const plan = planBuffers(uses, kept);
  let numBytes = 0;
  const placeFor = (size: number): number => {
    const offset = numBytes;
    numBytes += Math.ceil(size / alignment) * alignment;
    return offset;
  };
  const slots = plan.slotSizes.map(placeFor);
  const places = new Map<NotedTensor, number | undefined>([
    ...[...plan.slots].map(([tensor, slot]) => [tensor, slots[slot]] as const),
    ...[...plan.constants, ...kept]
      .filter((tensor) => touched.has(tensor))
      .map((tensor) => [tensor, placeFor(tensor.size)] as const),
  ]);
  const placeOf = placesOf(state);
  return {
    numBytes,
    offsetOf: (tensor, isOdd) => places.get(placeOf(tensor, isOdd)),
  };
}

/** Whose place a tensor has: in odd steps a part of the state has that of its next value, and the other way round. */
export function placesOf(
  state: readonly StatePair<NotedTensor>[],
): (tensor: NotedTensor, isOdd: boolean) => NotedTensor {
  const others = new Map<NotedTensor, NotedTensor>();
  for (const { current, next } of state) others.set(current, next).set(next, current);
  return (tensor, isOdd) => (isOdd ? others.get(tensor) : undefined) ?? tensor;
}

function tensorsOf({ writes, reads }: NotedRun): readonly NotedTensor[] {
  return [...writes, ...reads];
}

function usesOf(runs: readonly NotedRun[], touched: ReadonlySet<NotedTensor>) {
  const inArena = (tensor: NotedTensor) => touched.has(tensor);
  const written = runs.flatMap(({ writes }) => writes).filter(inArena);
  const read = runs
    .flatMap(({ reads }) => reads)
    .filter((tensor) => inArena(tensor) && !written.includes(tensor));
  return { buffers: [...written, ...read], numWritten: written.length };
}
