/** Runs one job in this process or page. Everything it starts lives until the process or page ends. */
import { experimentOfSize } from '../../src/experiment/derived/measuredNetworks.ts';
import { contenderFactoryOf } from './contenders/contender.ts';
import type { Failure, StepJob, StepResult } from './job.ts';
import { type MeasureLimits, measure, TooSlow } from './measure.ts';
import type { Probe } from './probes/probe.ts';

export interface JobTools {
  readonly probe: Probe;
  readonly limits: MeasureLimits;
  readonly adapter: string | null;
}

/** Never rejects: what goes wrong is a result. */
export async function runJob(
  { backend, implementation, architecture, size, repetitions }: StepJob,
  { probe, limits, adapter }: JobTools,
): Promise<StepResult | Failure> {
  try {
    const create = await contenderFactoryOf(implementation);
    const contender = await create(experimentOfSize(size, repetitions, architecture), backend);
    const measured = await measure(contender, probe, limits);
    const { kernelBuild } = contender;
    return { kind: 'step', ...measured, fallBacks: contender.fallBacks(), kernelBuild, adapter };
  } catch (error) {
    const isTooSlow = error instanceof TooSlow;
    return { kind: 'failed', isTooSlow, reason: error instanceof Error ? error.message : String(error) };
  }
}
