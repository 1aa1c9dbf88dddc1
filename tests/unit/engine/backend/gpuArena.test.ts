/** Where the tensors of a fused step lie, and what its shaders are told. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertFits, StepDoesNotFit } from '../../../../src/engine/backend/stepCapture.ts';
import { gpuArenaOf } from '../../../../src/engine/backend/webgpu/arena.ts';
import { maxBindingBytesOf } from '../../../../src/engine/backend/webgpu/commandStream.ts';
import {
  runsOfDispatch,
  type ScheduledDispatch,
  scheduleRuns,
  withFlatSpread,
} from '../../../../src/engine/backend/webgpu/schedule.ts';
import {
  dispatchPlanOf,
  maxWorkPerDispatch,
  splitDispatch,
} from '../../../../src/engine/backend/webgpu/stepCommands.ts';
import type { TracedProgramRun, TracedTensor } from '../../../../src/engine/backend/webgpu/traceStep.ts';
import { addProgram, webgpuKernels } from '../../../../src/engine/kernels/registerWebgpu.ts';
import {
  declaredArgumentsOf,
  numThreadsOf,
  type ProgramRunner,
} from '../../../../src/engine/kernels/webgpu/webgpuKernel.ts';

const made = (size = 1024): TracedTensor => ({ size, buffer: null });

function addition(
  a: TracedTensor,
  b: TracedTensor,
  sum: TracedTensor,
  spread: TracedProgramRun['spread'] = 'flat',
): TracedProgramRun {
  return {
    program: addProgram,
    params: [],
    table: [],
    threads: 100,
    work: 100,
    reads: [a, b],
    writes: [sum],
    spread,
    vectors: null,
  };
}

describe('the arena', () => {
  it('has no room for what only programs of their own touch', () => {
    const [data, batch, sum] = [made(), made(), made()];
    const runs = [addition(data, data, batch, null), addition(batch, batch, sum)];
    const arena = gpuArenaOf({ runs, state: [], inputs: [data], next: [] }, [], scheduleRuns(runs));
    expect(arena.offsetOf(data, false)).toBeUndefined();
    expect(arena.offsetOf(batch, false)).toBeDefined();
  });

  it('has what is read as vectors first, in even and odd steps, and binds it alone where nothing else touches it', () => {
    const [x, weights, nextWeights, y, gradient] = [made(), made(300), made(300), made(), made(300)];
    const layer = { ...addition(x, weights, y), vectors: weights };
    const update = addition(weights, gradient, nextWeights);
    const runs = [layer, addition(x, y, gradient), update];
    const arena = gpuArenaOf(
      { runs, state: [weights], inputs: [x], next: [nextWeights] },
      [{ current: weights, next: nextWeights }],
      scheduleRuns<TracedTensor, TracedProgramRun>(runs),
    );
    expect(arena.numVectorBytes).toBe(2 * 512);
    for (const isOdd of [false, true]) {
      expect(arena.offsetOf(weights, isOdd)).toBe(isOdd ? 512 : 0);
      for (const other of [x, y, gradient]) expect(arena.offsetOf(other, isOdd)).toBeGreaterThanOrEqual(1024);
    }
    const isApart = (...side: readonly TracedProgramRun[]) =>
      arena.readsOnlyVectors({ kind: 'flat', runs: side });
    expect([isApart(layer), isApart(addition(x, y, gradient)), isApart(layer, update)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(isApart(addition(x, weights, y)), 'read value by value').toBe(false);
  });

  it('computes in shared room what each tensor would in its own', () => {
    const picks = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(256, 700, 1024)), { maxLength: 14 });
    fc.assert(
      fc.property(picks, (chosen) => {
        const constants = [made(), made()];
        const tensors = [...constants];
        const runs = chosen.map(([a, b, size]) => {
          const [left, right, sum] = [tensors[a % tensors.length], tensors[b % tensors.length], made(size)];
          tensors.push(sum);
          return addition(left ?? sum, right ?? sum, sum);
        });
        const dispatches = scheduleRuns<TracedTensor, TracedProgramRun>(runs);
        const arena = gpuArenaOf({ runs, state: [], inputs: [], next: [] }, [], dispatches);
        expect(valuesRead(dispatches, constants, (tensor) => arena.offsetOf(tensor, false))).toEqual(
          valuesRead(dispatches, constants, (tensor) => tensor),
        );
      }),
    );
  });

  it('is refused where no binding holds it, with a sentence that names both sizes', () => {
    expect(() => assertFits(2 ** 27, 2 ** 27)).not.toThrow();
    expect(() => assertFits(2 ** 27 + 1, 2 ** 27)).toThrow(StepDoesNotFit);
    expect(() => assertFits(2 ** 29, 2 ** 28)).toThrow('512 MB in one piece, and this GPU gives 256 MB');
    const limits = { maxStorageBufferBindingSize: 2 ** 27, maxBufferSize: 2 ** 28 };
    expect(maxBindingBytesOf({ limits } as GPUDevice)).toBe(2 ** 27);
    expect(maxBindingBytesOf({ limits: { ...limits, maxBufferSize: 2 ** 26 } } as GPUDevice)).toBe(2 ** 26);
  });
});

describe('a long dispatch', () => {
  /** Stage and first thread of each workgroup. */
  const workgroupsOf = (dispatch: ScheduledDispatch<TracedProgramRun>) => {
    if (dispatch.kind !== 'flat') throw new Error('It is not flat.');
    const { numbers, numWorkgroups } = dispatchPlanOf(dispatch, () => ({ code: 0, offsets: [0, 0, 0] }));
    return Array.from({ length: numWorkgroups }, (_, i) => {
      const [stage = 0, firstThread] = numbers.subarray(1 + 2 * i);
      return [numbers[stage + 1], firstThread];
    });
  };

  it('is cut into pieces that have its workgroups in their order, none with more work than may be', () => {
    const sizes = fc.array(fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 5000 })));
    fc.assert(
      fc.property(sizes, fc.integer({ min: 5000, max: 9000 }), (chosen, mostWork) => {
        const runs = chosen.map(([threads, work]) => ({
          ...addition(made(), made(), made()),
          threads,
          work,
        }));
        const dispatch = { kind: 'flat', runs } as const;
        const pieces = splitDispatch(dispatch, mostWork);
        expect(pieces.flatMap(workgroupsOf)).toEqual(workgroupsOf(dispatch));
        for (const piece of pieces) expect(workIn(piece)).toBeLessThanOrEqual(mostWork);
      }),
    );
  });

  it('stays as it is where it has no more work than may be', () => {
    const runs = [addition(made(), made(), made()), addition(made(), made(), made())];
    const [piece, ...others] = splitDispatch({ kind: 'flat', runs }, 200);
    expect(others).toEqual([]);
    expect(piece && workgroupsOf(piece)).toEqual(workgroupsOf({ kind: 'flat', runs }));
  });

  it('of as much work as the largest experiment that may run takes no GPU 200 ms', () => {
    // 69 billion multiply-adds a step.
    const runs = runsOfLayer({ numGroups: 86, numRows: 1024, dim: 512 });
    const pieces = scheduleRuns(runs.map(withFlatSpread)).flatMap((dispatch) =>
      splitDispatch(dispatch, maxWorkPerDispatch),
    );
    expect(pieces.map(workIn).reduce((sum, work) => sum + work, 0)).toBeGreaterThan(69e9);
    for (const piece of pieces) expect(workIn(piece)).toBeLessThanOrEqual(maxWorkPerDispatch);
    expect(pieces.length).toBeLessThan(130);
  });
});

/** Multiply-adds of the workgroups that a dispatch takes. */
function workIn(dispatch: ScheduledDispatch<TracedProgramRun>): number {
  const shares = runsOfDispatch(dispatch).map(({ work, threads, part }) => {
    const numWorkgroups = Math.ceil(numThreadsOf(threads) / 64);
    return (work * (part?.count ?? numWorkgroups)) / numWorkgroups;
  });
  return shares.reduce((sum, share) => sum + share, 0);
}

/** The runs of a dense layer and its gradients. */
function runsOfLayer({ numGroups, numRows, dim }: Readonly<Record<'numGroups' | 'numRows' | 'dim', number>>) {
  const runs: TracedProgramRun[] = [];
  const infoOf = (shape: readonly number[]) => ({ dataId: {}, shape: [...shape], dtype: 'float32' as const });
  const gpu: ProgramRunner = {
    runProgram: (run) => {
      const { outputs, params } = declaredArgumentsOf(run);
      const { program, table = [], threads, work = numThreadsOf(threads) } = run;
      const of = { program, params, table, threads, work };
      runs.push({ ...of, reads: [], writes: [made()], spread: 'flat', vectors: null });
      return outputs.map(({ shape }) => infoOf(shape));
    },
    disposeData: () => undefined,
  };
  const rows = infoOf([numGroups, numRows, dim]);
  const inputs = { x: rows, y: rows, dy: rows, affine: infoOf([numGroups, dim + 1, dim]) };
  const reads = Array.from({ length: numGroups }, (_, group) => group);
  for (const { kernelName, run } of webgpuKernels)
    if (kernelName.startsWith('GroupedDense'))
      run(gpu, inputs, { numReplicas: 1, numStreams: numGroups, reads, relu: true });
  return runs;
}

/** True for each tensor that a run finds as it was written, in two steps one after the other, when tensors lie in these places. */
function valuesRead(
  dispatches: readonly ScheduledDispatch<TracedProgramRun>[],
  constants: readonly TracedTensor[],
  placeOf: (tensor: TracedTensor) => unknown,
): unknown[] {
  const memory = new Map<unknown, unknown>(constants.map((tensor) => [placeOf(tensor), tensor]));
  return [...dispatches, ...dispatches].flatMap((dispatch) => {
    const runs = runsOfDispatch(dispatch);
    const read = runs.map(({ reads }) => reads.map((tensor) => memory.get(placeOf(tensor)) === tensor));
    for (const { writes } of runs) for (const tensor of writes) memory.set(placeOf(tensor), tensor);
    return read;
  });
}
