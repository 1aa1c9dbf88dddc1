/** Places the tensors of fused programs in one buffer, the arena; the state lies there twice. */
import { type MemoryBlock, planArena } from '../arena.ts';
import { type FusedDispatch, runsOfDispatch, type ScheduledDispatch } from './schedule.ts';
import type { TracedProgramRun, TracedStep, TracedTensor } from './traceStep.ts';

// In bytes: valid as a binding's offset on every device.
const arenaAlignment = 256;

export interface StatePair {
  readonly current: TracedTensor;
  readonly next: TracedTensor;
}

export interface GpuArena {
  readonly numBytes: number;
  /** Length of the arena's first stretch, which is read as vectors. */
  readonly numVectorBytes: number;
  readonly readsOnlyVectors: (dispatch: FusedDispatch<TracedProgramRun>) => boolean;
  /** Bytes from the arena's start; undefined for tensors outside. */
  readonly offsetOf: (tensor: TracedTensor, isOdd: boolean) => number | undefined;
}

// Tensors may share memory if one's last dispatch precedes the other's first.
export function gpuArenaOf(
  step: TracedStep,
  state: readonly StatePair[],
  dispatches: readonly ScheduledDispatch<TracedProgramRun>[],
): GpuArena {
  const blocks = arenaBlocksOf(step, state, dispatches);
  const placeOf = stateSwapperOf(state);
  const vectors = new Set(
    step.runs.flatMap(({ vectors: read }) => (read === null ? [] : [read, placeOf(read, true)])),
  );
  const places = new Map<TracedTensor, number>();
  const place = (areVectors: boolean, start: number): number => {
    const part = new Map([...blocks].filter(([tensor]) => vectors.has(tensor) === areVectors));
    const { numBytes, offsets } = planArena([...part.values()], arenaAlignment);
    for (const [i, tensor] of [...part.keys()].entries()) places.set(tensor, start + (offsets[i] ?? 0));
    return start + numBytes;
  };
  const numVectorBytes = place(true, 0);
  return {
    numBytes: place(false, numVectorBytes),
    numVectorBytes,
    readsOnlyVectors: (dispatch) =>
      runsOfDispatch(dispatch).every((run) =>
        tensorsOfRun(run).every((tensor) => !vectors.has(tensor) || tensor === run.vectors),
      ),
    offsetOf: (tensor, isOdd) => places.get(placeOf(tensor, isOdd)),
  };
}

/** Odd steps swap a state tensor and its next value. */
export function stateSwapperOf(
  state: readonly StatePair[],
): (tensor: TracedTensor, isOdd: boolean) => TracedTensor {
  const others = new Map<TracedTensor, TracedTensor>();
  for (const { current, next } of state) others.set(current, next).set(next, current);
  return (tensor, isOdd) => (isOdd ? others.get(tensor) : undefined) ?? tensor;
}

// Tensors that exist before or after the step are needed in all dispatches.
function arenaBlocksOf(
  { state: all, inputs, next }: TracedStep,
  state: readonly StatePair[],
  dispatches: readonly ScheduledDispatch<TracedProgramRun>[],
): Map<TracedTensor, MemoryBlock> {
  const touched = new Set(
    dispatches.flatMap((dispatch) =>
      dispatch.kind === 'single' ? [] : runsOfDispatch(dispatch).flatMap(tensorsOfRun),
    ),
  );
  for (const { current, next } of state)
    if (touched.has(current) || touched.has(next)) touched.add(current).add(next);
  const kept = new Set([...all, ...inputs, ...next]);
  const blocks = new Map<TracedTensor, MemoryBlock>();
  const need = (tensor: TracedTensor, first: number, last: number) => {
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
    for (const { writes, reads } of runsOfDispatch(dispatch)) {
      for (const tensor of writes) need(tensor, index, index);
      // A tensor that is read before any dispatch writes it is a constant.
      for (const tensor of reads) need(tensor, 0, blocks.has(tensor) ? index : dispatches.length);
    }
  });
  return blocks;
}

function tensorsOfRun({ writes, reads }: TracedProgramRun): readonly TracedTensor[] {
  return [...writes, ...reads];
}
