/** The dispatches of a captured step, ready to be encoded: pipelines compiled, buffers bound. */
import { fusedProgram } from '../../kernels/webgpu/fusedProgram.ts';
import type { Program } from '../../kernels/webgpu/program.ts';
import { numThreadsOf } from '../../kernels/webgpu/webgpuKernel.ts';
import { codesOf, dispatchPlanOf } from './dispatchPlan.ts';
import { type GpuPrograms, gridOf, workgroupsOf } from './gpuPrograms.ts';
import type { NotedRun } from './noteStep.ts';
import type { Dispatch, FusedDispatch } from './schedule.ts';
import type { StepBuffers } from './stepBuffers.ts';

/** A dispatch, bound for even and for odd steps. */
export interface StepCommand {
  readonly pipeline: GPUComputePipeline;
  readonly even: GPUBindGroup;
  readonly odd: GPUBindGroup;
  readonly grid: readonly [x: number, y: number, z: number];
}

/** The parts from which a command is made. */
interface CommandParts {
  readonly program: Pick<Program, 'key' | 'source'>;
  readonly bindingsOf: (isOdd: boolean) => readonly GPUBufferBinding[];
  readonly numWorkgroups: number;
}

/** The commands of the dispatches, in their order; compiles all programs at once. Rejects when one does not compile. */
export function commandsOf(
  device: GPUDevice,
  programs: GpuPrograms,
  dispatches: readonly Dispatch<NotedRun>[],
  buffers: StepBuffers,
): Promise<StepCommand[]> {
  const commandOf = async (dispatch: Dispatch<NotedRun>): Promise<StepCommand> => {
    const { program, bindingsOf, numWorkgroups } =
      dispatch.kind === 'single'
        ? singleParts(dispatch.run, buffers)
        : fusedParts(dispatch, programs.codesFor(dispatch.kind, codesOf(dispatch)), buffers);
    const pipeline = await programs.pipelineFor(program);
    const layout = pipeline.getBindGroupLayout(0);
    const groupOf = (isOdd: boolean) => {
      const entries = bindingsOf(isOdd).map((resource, binding) => ({ binding, resource }));
      return device.createBindGroup({ layout, entries });
    };
    const grid = [...gridOf(numWorkgroups, device.limits), 1] as const;
    return { pipeline, even: groupOf(false), odd: groupOf(true), grid };
  };
  return Promise.all(dispatches.map(commandOf));
}

function fusedParts(
  dispatch: FusedDispatch<NotedRun>,
  codes: readonly string[],
  buffers: StepBuffers,
): CommandParts {
  const planOf = (isOdd: boolean) =>
    dispatchPlanOf(dispatch, codes, (tensor) => buffers.bindingOf(tensor, isOdd).offset ?? Number.NaN);
  // Its own key: it stands for all that runs.
  const source = fusedProgram(dispatch.kind, codes);
  return {
    program: { key: source, source },
    bindingsOf: (isOdd) => [
      { buffer: buffers.arena },
      { buffer: buffers.constant(planOf(isOdd).numbers, GPUBufferUsage.STORAGE) },
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

/** Encodes one step; sets a pipeline anew only where it changes. */
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
