/** Runs jobs one after the other, each by itself, so that none finds what another left behind. */
import type { Failure, Job, JobResult } from '../job.ts';

export interface JobRunner {
  /** Never rejects; a job that takes longer than `limitMs` is ended. */
  readonly run: (job: Job, limitMs: number) => Promise<JobResult>;
  readonly close: () => Promise<void>;
}

export function failedWith(error: unknown): Failure {
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return { kind: 'failed', isTooSlow: false, reason };
}

export function tooSlow(limitMs: number): Failure {
  return { kind: 'failed', isTooSlow: true, reason: `not done after ${Math.round(limitMs / 1000)} s` };
}
