/** Puts the outcome of a choice of backends into words. Measures nothing. */
import type { RunningBackend } from '../../engine/backend/engineBackend.ts';
import { type BackendName, backendNames } from '../../analysis/produced/backend.ts';
import { text } from '../../text/text.ts';
import type { BackendChoiceReport } from '../../run/protocol.ts';
import type { MeasuredSpeed } from './measure.ts';

/** The open backend and why it is this one. */
export interface ChosenBackend {
  readonly backend: RunningBackend;
  readonly report: BackendChoiceReport;
}

/** A backend that may be chosen, and what is known of it. */
export interface Candidate {
  readonly name: BackendName;
  readonly backend: RunningBackend | null;
  readonly speed: MeasuredSpeed | null;
  /** Milliseconds of the whole run at that speed; null: it was not measured. */
  readonly runMs: number | null;
  readonly note: string | null;
  /** True where its code could not be downloaded. */
  readonly isMissing?: boolean;
}

/** The candidate with a note that says how long the run takes on it. */
export function withLoserNote(candidate: Candidate): Candidate {
  const { speed, runMs } = candidate;
  return speed === null || runMs === null
    ? candidate
    : { ...candidate, note: text.engine.slower(runMs, speed.setUpMs) };
}

/** Order: measured before unmeasured, a short run before a long one. */
export function byTime(a: Candidate, b: Candidate): number {
  return (a.runMs ?? Number.MAX_VALUE) - (b.runMs ?? Number.MAX_VALUE);
}

/** A sentence that says why it is the best. */
export function reasonOf(
  best: Candidate,
  second: Candidate | undefined,
  losers: readonly Candidate[],
): string {
  if (second !== undefined && best.runMs !== null && second.runMs !== null) {
    return text.engine.fastest(best.name, best.runMs, second.name, second.runMs);
  }
  const better = backendNames.slice(0, backendNames.indexOf(best.name));
  const note = losers.find((loser) => better.includes(loser.name))?.note ?? null;
  return text.engine.onlyCandidate(best.name, note);
}

/** The backend with its report; of the candidates the best one comes first. */
export function chosen(
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
