/** Prepares a captured step's dispatches: pipelines, bindings, and the plans of fused shaders. */
import {
  fusedProgram,
  fusibleCodeOf,
  readsVectors,
  rowsPerTileOf,
  stageDescription,
} from '../../kernels/webgpu/fusedProgram.ts';
import { type GpuProgram, threadsPerWorkgroup } from '../../kernels/webgpu/program.ts';
import { numThreadsOf, type RowThreads } from '../../kernels/webgpu/webgpuKernel.ts';
import type { GpuArena } from './arena.ts';
import { type GpuPrograms, numWorkgroupsOf, workgroupGridOf } from './gpuPrograms.ts';
import { type FusedDispatch, runsOfDispatch, type ScheduledDispatch } from './schedule.ts';
import type { StepBuffers } from './stepBuffers.ts';
import type { TracedProgramRun } from './traceStep.ts';

export interface StepCommand {
  readonly pipeline: GPUComputePipeline;
  readonly even: GPUBindGroup;
  readonly odd: GPUBindGroup;
  readonly grid: readonly [x: number, y: number, z: number];
}

interface CommandParts {
  readonly program: Pick<GpuProgram, 'key' | 'source'>;
  readonly bindingsOf: (isOdd: boolean) => readonly GPUBufferBinding[];
  readonly numWorkgroups: number;
}

// A GPU that does 3 billion multiply-adds a second, 14 times slower than a phone's (see BENCHMARKS.md), takes 200 ms.
export const maxWorkPerDispatch = 600e6;

// One shader for all flat dispatches that bind vectors separately: each takes long to compile.
export function shareFlatShader(
  programs: GpuPrograms,
  dispatches: readonly ScheduledDispatch<TracedProgramRun>[],
  readsOnlyVectors: GpuArena['readsOnlyVectors'],
): void {
  const runs = dispatches.flatMap((dispatch) =>
    dispatch.kind === 'flat' && readsOnlyVectors(dispatch) ? dispatch.runs : [],
  );
  if (runs.length > 0) programs.codesFor('flat', shaderCodesOf(runs, true), true);
}

export function stepCommandsOf(
  device: GPUDevice,
  programs: GpuPrograms,
  dispatches: readonly ScheduledDispatch<TracedProgramRun>[],
  buffers: StepBuffers,
  mostWork: number,
): Promise<StepCommand[]> {
  const commandOf = async (dispatch: ScheduledDispatch<TracedProgramRun>): Promise<StepCommand> => {
    const { program, bindingsOf, numWorkgroups } =
      dispatch.kind === 'single'
        ? singleCommandParts(dispatch.run, buffers)
        : fusedCommandParts(dispatch, programs, buffers);
    const pipeline = await programs.pipelineFor(program);
    const layout = pipeline.getBindGroupLayout(0);
    const groupOf = (isOdd: boolean) => {
      const entries = bindingsOf(isOdd).map((resource, binding) => ({ binding, resource }));
      return device.createBindGroup({ layout, entries });
    };
    const grid = [...workgroupGridOf(numWorkgroups, device.limits), 1] as const;
    return { pipeline, even: groupOf(false), odd: groupOf(true), grid };
  };
  return Promise.all(dispatches.flatMap((dispatch) => splitDispatch(dispatch, mostWork)).map(commandOf));
}

const workgroupRangeOf = ({ threads, part }: TracedProgramRun) =>
  part ?? { first: 0, count: numWorkgroupsOf(numThreadsOf(threads)) };

/** Splits flat dispatches to at most `mostWork`, which only single workgroups may exceed. */
export function splitDispatch(
  dispatch: ScheduledDispatch<TracedProgramRun>,
  mostWork: number,
): readonly ScheduledDispatch<TracedProgramRun>[] {
  if (dispatch.kind !== 'flat') return [dispatch];
  const pieces: TracedProgramRun[][] = [];
  let left = 0;
  for (const run of dispatch.runs) {
    const { count: numWorkgroups } = workgroupRangeOf(run);
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

function fusedCommandParts(
  dispatch: FusedDispatch<TracedProgramRun>,
  programs: GpuPrograms,
  { arena, layout, constant, bindingOf }: StepBuffers,
): CommandParts {
  const readsOnlyVectors = layout.readsOnlyVectors(dispatch);
  const codes = programs.codesFor(
    dispatch.kind,
    shaderCodesOf(runsOfDispatch(dispatch), readsOnlyVectors),
    readsOnlyVectors,
  );
  // Bindings of a written buffer may not overlap.
  const start = readsOnlyVectors ? layout.numVectorBytes : 0;
  const planOf = (isOdd: boolean) =>
    dispatchPlanOf(dispatch, (run) => ({
      code: codes.indexOf(shaderCodeOf(run, readsOnlyVectors)),
      offsets: [...run.writes, ...run.reads].map((tensor) => {
        const offset = bindingOf(tensor, isOdd).offset ?? Number.NaN;
        return (offset < start ? offset : offset - start) / Float32Array.BYTES_PER_ELEMENT;
      }),
    }));
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

function singleCommandParts(
  { program, params, table, threads, writes, reads }: TracedProgramRun,
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
    numWorkgroups: numWorkgroupsOf(numThreads),
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

interface DispatchPlan {
  readonly numbers: Uint32Array<ArrayBuffer>;
  readonly numWorkgroups: number;
}

/** The code's number in the shader; offsets in values, outputs first. */
type RunPlacement = (run: TracedProgramRun) => { readonly code: number; readonly offsets: readonly number[] };

const shaderCodeOf = ({ program, vectors }: TracedProgramRun, readsOnlyVectors: boolean): string =>
  fusibleCodeOf(program, readsOnlyVectors && vectors !== null);

// Sorted, so that equal sets are equal.
const shaderCodesOf = (runs: readonly TracedProgramRun[], readsOnlyVectors: boolean): readonly string[] =>
  [...new Set(runs.map((run) => shaderCodeOf(run, readsOnlyVectors)))].sort();

export function dispatchPlanOf(
  dispatch: FusedDispatch<TracedProgramRun>,
  placeOf: RunPlacement,
): DispatchPlan {
  return dispatch.kind === 'rows'
    ? rowsDispatchPlan(dispatch, placeOf)
    : flatDispatchPlan(dispatch.runs, placeOf);
}

function rowsDispatchPlan(
  { chains, numReplicas, numRows }: FusedDispatch<TracedProgramRun> & { kind: 'rows' },
  placeOf: RunPlacement,
): DispatchPlan {
  const rowsPerTile = rowsPerTileOf(chains.length * numReplicas, numRows);
  const numTiles = Math.ceil(numRows / rowsPerTile);
  const plan: number[] = [chains.length, numReplicas, numTiles, ...chains.map(() => 0)];
  chains.forEach((runs, chain) => {
    const stages = runs.map((run) =>
      appendStageToPlan(plan, run, tileNumbersOf(run.threads, numReplicas, rowsPerTile), placeOf),
    );
    plan[3 + chain] = plan.length;
    plan.push(stages.length, ...stages);
  });
  return { numbers: Uint32Array.from(plan), numWorkgroups: chains.length * numReplicas * numTiles };
}

function tileNumbersOf(
  threads: number | RowThreads,
  numReplicas: number,
  rowsPerTile: number,
): readonly number[] {
  if (typeof threads === 'number') throw new Error('A run in a chain must say how its threads lie in rows.');
  const { numGroups, numRows, rowsPerThread, across } = threads;
  return [numGroups / numReplicas, rowsPerTile / rowsPerThread, Math.ceil(numRows / rowsPerThread), across];
}

function flatDispatchPlan(runs: readonly TracedProgramRun[], placeOf: RunPlacement): DispatchPlan {
  const numWorkgroups = runs.reduce((sum, run) => sum + workgroupRangeOf(run).count, 0);
  const plan: number[] = Array.from({ length: 1 + 2 * numWorkgroups }, () => numWorkgroups);
  let at = 1;
  for (const run of runs) {
    const stage = appendStageToPlan(plan, run, [], placeOf);
    const { first, count } = workgroupRangeOf(run);
    for (let workgroup = first; workgroup < first + count; workgroup++) {
      plan[at++] = stage;
      plan[at++] = workgroup * threadsPerWorkgroup;
    }
  }
  return { numbers: Uint32Array.from(plan), numWorkgroups };
}

/** Returns the index in `plan` at which the stage begins. */
function appendStageToPlan(
  plan: number[],
  run: TracedProgramRun,
  tiles: readonly number[],
  placeOf: RunPlacement,
): number {
  const { program, params, table, threads } = run;
  const { code, offsets } = placeOf(run);
  const tableAt = plan.length;
  plan.push(...table);
  const stage = plan.length;
  const numbers = stageDescription(program, { numThreads: numThreadsOf(threads), params, tableAt, offsets });
  plan.push(code, ...tiles, ...numbers);
  return stage;
}
