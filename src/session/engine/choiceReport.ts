/** Reports in words which backend was chosen and why. */

import { type BackendName, backendNames } from '../../analysis/produced/backend.ts';
import type { RunningBackend } from '../../engine/backend/engineBackend.ts';
import type { BackendChoiceReport } from '../../run/protocol.ts';
import { text } from '../../text/text.ts';
import type { MeasuredBackend } from './measure.ts';

export interface ChosenBackend {
  readonly backend: RunningBackend;
  readonly report: BackendChoiceReport;
}

export interface Candidate {
  readonly name: BackendName;
  readonly backend: RunningBackend | null;
  readonly speed: MeasuredBackend | null;
  /** Expected milliseconds of the whole run; null if not measured. */
  readonly runMs: number | null;
  readonly note: string | null;
  readonly isMissing?: boolean;
  readonly isDistrusted?: boolean;
}

export function withLoserNote(candidate: Candidate): Candidate {
  const { speed, runMs } = candidate;
  return speed === null || runMs === null
    ? candidate
    : { ...candidate, note: text.engine.slower(runMs, speed.setUpMs) };
}

export function compareRunTimes(a: Candidate, b: Candidate): number {
  return (a.runMs ?? Number.MAX_VALUE) - (b.runMs ?? Number.MAX_VALUE);
}

export function reasonOfNote(
  best: Candidate,
  second: Candidate | undefined,
  losers: readonly Candidate[],
): string {
  const distrusted = losers.find(({ isDistrusted }) => isDistrusted);
  if (distrusted !== undefined) return text.engine.onlyCandidate(best.name, distrusted.note);
  if (second !== undefined && best.runMs !== null && second.runMs !== null) {
    return text.engine.fastest(best.name, best.runMs, second.name, second.runMs);
  }
  const better = backendNames.slice(0, backendNames.indexOf(best.name));
  const note = losers.find((loser) => better.includes(loser.name))?.note ?? null;
  return text.engine.onlyCandidate(best.name, note);
}

/** `candidates`: best first. */
export function chosenBackendOf(
  backend: RunningBackend,
  reason: string,
  candidates: readonly Candidate[],
): ChosenBackend {
  const shown = candidates.map(({ name, speed, note }) => ({
    backend: name,
    msPerStep: speed?.msPerStep ?? null,
    note,
  }));
  const { name, kernels, kernelBuild } = backend;
  return {
    backend,
    report: { backend: name, build: kernelBuild ?? '', kernels, reason, candidates: shown },
  };
}
