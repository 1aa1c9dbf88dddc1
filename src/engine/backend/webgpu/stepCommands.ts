/** Prepares a captured step's dispatches: pipelines, bindings, and the plans of fused shaders. */
import {
  fusedCodeOf,
  fusedProgram,
  readsVectors,
  rowsPerTile,
  stageNumbers,
} from '../../kernels/webgpu/fusedProgram.ts';
import { type Program, threadsPerWorkgroup } from '../../kernels/webgpu/program.ts';
import { numThreadsOf, type RowThreads } from '../../kernels/webgpu/webgpuKernel.ts';
import type { GpuArena } from './arena.ts';
import { type GpuPrograms, gridOf, workgroupsOf } from './gpuPrograms.ts';
import type { NotedRun } from './noteStep.ts';
import { type Dispatch, type FusedDispatch, runsOf } from './schedule.ts';
import type { StepBuffers } from './stepBuffers.ts';

export interface StepCommand {
  readonly pipeline: GPUComputePipeline;
  readonly even: GPUBindGroup;
  readonly odd: GPUBindGroup;
  readonly grid: readonly [x: number, y: number, z: number];
}

interface CommandParts {
  readonly program: Pick<Program, 'key' | 'source'>;
  readonly bindingsOf: (isOdd: boolean) => readonly GPUBufferBinding[];
  readonly numWorkgroups: number;
}

// As many multiply-adds as a GPU ten times slower than a laptop's does in 200 ms.
export const mostWorkOfDispatch = 600e6;

// Makes one shader for all flat dispatches that bind vectors separately, since each shader takes long to
// compile.
export function shareShader(
  programs: GpuPrograms,
  dispatches: readonly Dispatch<NotedRun>[],
  readsOnlyVectors: GpuArena['readsOnlyVectors'],
): void {
  const runs = dispatches.flatMap((dispatch) =>
    dispatch.kind === 'flat' && readsOnlyVectors(dispatch) ? dispatch.runs : [],
  );
  if (runs.length > 0) programs.codesFor('flat', codesOf(runs, true), true);
}

/** Rejects if a program does not compile. */
export function commandsOf(
  device: GPUDevice,
  programs: GpuPrograms,
  dispatches: readonly Dispatch<NotedRun>[],
  buffers: StepBuffers,
  mostWork: number,
): Promise<StepCommand[]> {
  const commandOf = async (dispatch: Dispatch<NotedRun>): Promise<StepCommand> => {
    const { program, bindingsOf, numWorkgroups } =
      dispatch.kind === 'single'
        ? singleParts(dispatch.run, buffers)
        : fusedParts(dispatch, programs, buffers);
    const pipeline = await programs.pipelineFor(program);
    const layout = pipeline.getBindGroupLayout(0);
    const groupOf = (isOdd: boolean) => {
      const entries = bindingsOf(isOdd).map((resource, binding) => ({ binding, resource }));
      return device.createBindGroup({ layout, entries });
    };
    const grid = [...gridOf(numWorkgroups, device.limits), 1] as const;
    return { pipeline, even: groupOf(false), odd: groupOf(true), grid };
  };
  return Promise.all(dispatches.flatMap((dispatch) => cut(dispatch, mostWork)).map(commandOf));
}

const partOf = ({ threads, part }: NotedRun) =>
  part ?? { first: 0, count: workgroupsOf(numThreadsOf(threads)) };

/** Splits flat dispatches to at most `mostWork`, which only single workgroups may exceed. */
export function cut(dispatch: Dispatch<NotedRun>, mostWork: number): readonly Dispatch<NotedRun>[] {
  if (dispatch.kind !== 'flat') return [dispatch];
  const pieces: NotedRun[][] = [];
  let left = 0;
  for (const run of dispatch.runs) {
    const { count: numWorkgroups } = partOf(run);
    const ofWorkgroup = run.work / numWorkgroups;
    for (let first = 0, count = 0; first < numWorkgroups; first += count) {
      if (left < ofWorkgroup || pieces.length === 0) {
        pieces.push([]);
        left = mostWork;
      }
      count = Math.min(numWorkgroups - first, Math.max(1, Math.floor(left / ofWorkgroup)));
      pieces.at(-1)?.push({ ...run, part: { first, count } });
      left -= count * ofWorkgroup;
    }
  }
  return pieces.map((runs) => ({ kind: 'flat', runs }));
}

function fusedParts(
  dispatch: FusedDispatch<NotedRun>,
  programs: GpuPrograms,
  { arena, layout, constant, bindingOf }: StepBuffers,
): CommandParts {
  const readsOnlyVectors = layout.readsOnlyVectors(dispatch);
  const codes = programs.codesFor(
    dispatch.kind,
    codesOf(runsOf(dispatch), readsOnlyVectors),
    readsOnlyVectors,
  );
  // Bindings of a written buffer may not overlap.
  const start = readsOnlyVectors ? layout.numVectorBytes : 0;
  const planOf = (isOdd: boolean) =>
    dispatchPlanOf(dispatch, (run) => ({
      code: codes.indexOf(codeOf(run, readsOnlyVectors)),
      offsets: [...run.writes, ...run.reads].map((tensor) => {
        const offset = bindingOf(tensor, isOdd).offset ?? Number.NaN;
        return (offset < start ? offset : offset - start) / Float32Array.BYTES_PER_ELEMENT;
      }),
    }));
  // The source text serves as the program's key.
  const source = fusedProgram(dispatch.kind, codes);
  return {
    program: { key: source, source },
    bindingsOf: (isOdd) => [
      { buffer: arena, offset: start },
      { buffer: constant(planOf(isOdd).numbers, GPUBufferUsage.STORAGE) },
      ...(readsVectors(codes) ? [{ buffer: arena, size: start }] : []),
    ],
    numWorkgroups: planOf(false).numWorkgroups,
  };
}

function singleParts(
  { program, params, table, threads, writes, reads }: NotedRun,
  buffers: StepBuffers,
): CommandParts {
  const numThreads = numThreadsOf(threads);
  const constants = [
    { buffer: buffers.constant(Uint32Array.of(numThreads, ...params), GPUBufferUsage.UNIFORM) },
    ...(program.hasTable === true
      ? [{ buffer: buffers.constant(Uint32Array.from(table), GPUBufferUsage.STORAGE) }]
      : []),
  ];
  return {
    program,
    bindingsOf: (isOdd) => [
      ...[...writes, ...reads].map((tensor) => buffers.bindingOf(tensor, isOdd)),
      ...constants,
    ],
    numWorkgroups: workgroupsOf(numThreads),
  };
}

export function encodeStep(
  pass: GPUComputePassEncoder,
  commands: readonly StepCommand[],
  isOdd: boolean,
): void {
  let pipeline: GPUComputePipeline | null = null;
  for (const command of commands) {
    if (command.pipeline !== pipeline) {
      pipeline = command.pipeline;
      pass.setPipeline(pipeline);
    }
    pass.setBindGroup(0, isOdd ? command.odd : command.even);
    pass.dispatchWorkgroups(...command.grid);
  }
}

/** The plan that a fused shader reads as data, see `fusedProgram`. */
interface DispatchPlan {
  readonly numbers: Uint32Array<ArrayBuffer>;
  readonly numWorkgroups: number;
}

/** The code's number in the shader; offsets in values, outputs first. */
type PlaceOf = (run: NotedRun) => { readonly code: number; readonly offsets: readonly number[] };

const codeOf = ({ program, vectors }: NotedRun, readsOnlyVectors: boolean): string =>
  fusedCodeOf(program, readsOnlyVectors && vectors !== null);

// Sorted, so that equal sets are equal.
const codesOf = (runs: readonly NotedRun[], readsOnlyVectors: boolean): readonly string[] =>
  [...new Set(runs.map((run) => codeOf(run, readsOnlyVectors)))].sort();

export function dispatchPlanOf(dispatch: FusedDispatch<NotedRun>, placeOf: PlaceOf): DispatchPlan {
  return dispatch.kind === 'rows' ? rowsPlan(dispatch, placeOf) : flatPlan(dispatch.runs, placeOf);
}

function rowsPlan(
  { chains, numReplicas, numRows }: FusedDispatch<NotedRun> & { kind: 'rows' },
  placeOf: PlaceOf,
): DispatchPlan {
  const numTiles = Math.ceil(numRows / rowsPerTile);
  const plan: number[] = [chains.length, numReplicas, numTiles, ...chains.map(() => 0)];
  chains.forEach((runs, chain) => {
    const stages = runs.map((run) => appendStage(plan, run, tilesOf(run.threads, numReplicas), placeOf));
    plan[3 + chain] = plan.length;
    plan.push(stages.length, ...stages);
  });
  return { numbers: Uint32Array.from(plan), numWorkgroups: chains.length * numReplicas * numTiles };
}

function tilesOf(threads: number | RowThreads, numReplicas: number): readonly number[] {
  if (typeof threads === 'number') throw new Error('A run in a chain must say how its threads lie in rows.');
  const { numGroups, numRows, rowsPerThread, across } = threads;
  return [numGroups / numReplicas, rowsPerTile / rowsPerThread, Math.ceil(numRows / rowsPerThread), across];
}

function flatPlan(runs: readonly NotedRun[], placeOf: PlaceOf): DispatchPlan {
  const numWorkgroups = runs.reduce((sum, run) => sum + partOf(run).count, 0);
  const plan: number[] = Array.from({ length: 1 + 2 * numWorkgroups }, () => numWorkgroups);
  let at = 1;
  for (const run of runs) {
    const stage = appendStage(plan, run, [], placeOf);
    const { first, count } = partOf(run);
    for (let workgroup = first; workgroup < first + count; workgroup++) {
      plan[at++] = stage;
      plan[at++] = workgroup * threadsPerWorkgroup;
    }
  }
  return { numbers: Uint32Array.from(plan), numWorkgroups };
}

/** Returns the index in `plan` at which the stage begins. */
function appendStage(plan: number[], run: NotedRun, tiles: readonly number[], placeOf: PlaceOf): number {
  const { program, params, table, threads } = run;
  const { code, offsets } = placeOf(run);
  const tableAt = plan.length;
  plan.push(...table);
  const stage = plan.length;
  const numbers = stageNumbers(program, { numThreads: numThreadsOf(threads), params, tableAt, offsets });
  plan.push(code, ...tiles, ...numbers);
  return stage;
}
