/** Runs one job in this process or page. Everything it starts lives until the process or page ends. */
import { architectures } from '../../src/models/architectures.ts';
import { contenderFactoryOf, type Surroundings } from './contenders/contender.ts';
import type { ArchitecturePath, Failure, PathsJob, PathsResult, StepJob, StepResult } from './job.ts';
import { countDispatches, type MeasureLimits, measure, TooSlow, train } from './measure.ts';
import type { Probe } from './probes/probe.ts';
import { experimentOf, experimentOfArchitecture } from './sizes.ts';

export interface JobTools {
  readonly probe: Probe;
  readonly wasmPaths: Surroundings['wasmPaths'];
  readonly limits: MeasureLimits;
  readonly adapter: string | null;
}

/** Never rejects: what goes wrong is a result. */
export async function runJob(
  job: StepJob | PathsJob,
  tools: JobTools,
): Promise<StepResult | PathsResult | Failure> {
  try {
    return job.kind === 'step' ? await runStep(job, tools) : await runPaths(job, tools);
  } catch (error) {
    const isTooSlow = error instanceof TooSlow;
    return { kind: 'failed', isTooSlow, reason: error instanceof Error ? error.message : String(error) };
  }
}

async function runStep(job: StepJob, { probe, wasmPaths, limits, adapter }: JobTools): Promise<StepResult> {
  const create = await contenderFactoryOf(job.implementation);
  const { backend, size, repetitions } = job;
  const contender = await create(experimentOf(size, repetitions), { backend, wasmPaths });
  const measured = await measure(contender, probe, limits);
  return {
    kind: 'step',
    ...measured,
    fallBacks: contender.fallBacks(),
    kernelBuild: contender.kernelBuild,
    adapter,
  };
}

async function runPaths({ backend, size }: PathsJob, { probe, wasmPaths }: JobTools): Promise<PathsResult> {
  const { startPlayground } = await import('./contenders/playground.ts');
  const create = await startPlayground({ backend, wasmPaths });
  const paths: ArchitecturePath[] = [];
  for (const { id } of architectures) {
    const playground = await create(experimentOfArchitecture(id, size));
    await train(playground, 1);
    const dispatchesPerStep = await countDispatches(playground, probe);
    paths.push({ architecture: id, dispatchesPerStep, fallBacks: playground.fallBacks() });
    playground.dispose();
  }
  return { kind: 'paths', paths };
}
