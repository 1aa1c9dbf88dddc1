/** Chooses a run's backend, by hand or by measuring candidates that may win. */

import { type BackendName, backendNames } from '../../analysis/produced/backend.ts';
import { messageOf, UserError } from '../../core/errors.ts';
import { isDownloadError, isOffline } from '../../core/retriedDownload.ts';
import type { RunningBackend } from '../../engine/backend/engineBackend.ts';
import type { BackendChoice, TrainingConfig } from '../../experiment/experiment.ts';
import { text } from '../../text/text.ts';
import { PoolWorkerLost } from '../pool/pool.ts';
import {
  type Candidate,
  type ChosenBackend,
  chosenBackendOf,
  compareRunTimes,
  reasonOfNote,
  withLoserNote,
} from './choiceReport.ts';
import { type MeasuredBackend, runMsAt } from './measure.ts';

export interface ChoiceRequest {
  readonly choice: BackendChoice;
  readonly excluded: readonly BackendName[];
  readonly unfit?: UnfitBackend | null;
  /** True if the work is so small that plain JavaScript may be fastest. */
  readonly isTiny: boolean;
  readonly measuresAll: boolean;
  readonly training: Pick<TrainingConfig, 'numSteps' | 'evalEvery'>;
}

export interface UnfitBackend {
  readonly name: BackendName;
  readonly why: string;
}

export type StartTool = (name: BackendName) => Promise<RunningBackend>;

export interface ChoiceTools {
  /** Starts and activates; rejects with the reason if unavailable. */
  readonly start: StartTool;
  /** Multiply-adds per millisecond of the active backend; see `productRateOf`. */
  readonly multiply: () => Promise<number>;
  readonly measure: (name: BackendName) => Promise<MeasuredBackend>;
  readonly wait: (ms: number) => Promise<void>;
}

type ChoiceContext = ChoiceRequest & ChoiceTools;

// Time that a GPU gets at least, however fast its rival is.
const minGpuPatienceMs = 5000;
// Time within which a measurement ends after its device was closed.
const measurementEndMs = 2000;
// A GPU whose products are this many times slower than one thread of WebAssembly loses. Runs reach a smaller
// share of the products' speed there than in WebAssembly, where they reach a quarter or more.
const hopelessSlowdown = 4;

/** Closes the other measured backends or frees their memory. Throws a `UserError` if none can be started. */
export function chooseBackend(request: ChoiceRequest, tools: ChoiceTools): Promise<ChosenBackend> {
  const choosing = { ...request, ...tools };
  return request.choice === 'auto' ? fastestBackend(choosing) : requestedBackend(request.choice, choosing);
}

// Tries the requested backend, then those after it, then those before it.
async function requestedBackend(choice: BackendName, choosing: ChoiceContext): Promise<ChosenBackend> {
  const failed: Candidate[] = [];
  const place = backendNames.indexOf(choice);
  for (const name of [...backendNames.slice(place), ...backendNames.slice(0, place)]) {
    const candidate = await openCandidate(name, choosing);
    const { backend } = candidate;
    if (backend === null) {
      failed.push(candidate);
      continue;
    }
    const why = failed[0]?.note ?? '';
    const reason =
      name === choice ? text.engine.chosenByHand(name) : text.engine.insteadOf(name, choice, why);
    return chosenBackendOf(backend, reason, [candidate, ...failed]);
  }
  throw noBackendError(failed);
}

async function fastestBackend(choosing: ChoiceContext): Promise<ChosenBackend> {
  const candidates = await measureCandidates(choosing);
  const running = candidates.filter((candidate) => candidate.backend !== null).sort(compareRunTimes);
  const [best, second] = running;
  if (best === undefined || best.backend === null) throw noBackendError(candidates);
  for (const loser of running.slice(1)) loser.backend?.rest();
  await best.backend.activate();
  const losers = candidates.filter((candidate) => candidate !== best).sort(compareRunTimes);
  return chosenBackendOf(best.backend, reasonOfNote(best, second, losers), [
    best,
    ...losers.map(withLoserNote),
  ]);
}

async function measureCandidates(choosing: ChoiceContext): Promise<readonly Candidate[]> {
  const candidates: Candidate[] = [];
  try {
    candidates.push(await openCandidate('webgpu', choosing));
    candidates.push(await openCandidate('wasm', choosing));
    const [gpu, wasm] = candidates as [Candidate, Candidate];
    candidates[0] = await excludeHopelessGpu(gpu, wasm, choosing);
    candidates[1] = await measureIfRivalled(wasm, candidates, choosing);
    const isCpuNeeded = wasm.backend === null || choosing.isTiny;
    const cpu = isCpuNeeded
      ? await openCandidate('cpu', choosing)
      : unavailableCandidate('cpu', text.engine.notNeeded);
    candidates.push(await measureIfRivalled(cpu, candidates, choosing));
    // The GPU is measured last, when its time limit is known.
    candidates[0] = await measureGpu(candidates[0], candidates.slice(1), choosing);
    return [excludeWrongGpu(candidates[0], candidates.slice(1)), ...candidates.slice(1)];
  } catch (error) {
    for (const candidate of candidates) candidate.backend?.close();
    throw error;
  }
}

/** Excludes a GPU whose products show that it cannot win; WebAssembly is active before and after. */
async function excludeHopelessGpu(
  gpu: Candidate,
  wasm: Candidate,
  choosing: ChoiceContext,
): Promise<Candidate> {
  const { multiply, measuresAll } = choosing;
  if (gpu.backend === null || wasm.backend === null || measuresAll) return gpu;
  const ofWasm = await multiply();
  await gpu.backend.activate();
  const { value: ofGpu, why } = await attemptOnBackend(gpu.backend, multiply, choosing, minGpuPatienceMs);
  await wasm.backend.activate();
  if (why !== null) return unavailableCandidate(gpu.name, why);
  if (hopelessSlowdown * ofGpu >= ofWasm) return gpu;
  gpu.backend.rest();
  return unavailableCandidate(gpu.name, text.engine.multipliesSlowly(ofGpu, wasm.name, ofWasm));
}

async function measureIfRivalled(
  candidate: Candidate,
  candidates: readonly Candidate[],
  choosing: ChoiceContext,
): Promise<Candidate> {
  const { name, backend } = candidate;
  if (backend === null) return candidate;
  const hasRival = candidates.some((rival) => rival.backend !== null && rival.name !== name);
  const mayHaveRival = name === 'wasm' && choosing.isTiny;
  return hasRival || mayHaveRival || choosing.measuresAll
    ? measureCandidate(candidate, backend, choosing)
    : candidate;
}

// A GPU whose start takes longer than a rival's whole run has lost.
async function measureGpu(
  gpu: Candidate,
  rivals: readonly Candidate[],
  choosing: ChoiceContext,
): Promise<Candidate> {
  const { backend } = gpu;
  const fastestMs = Math.min(...rivals.map(({ runMs }) => runMs ?? Number.POSITIVE_INFINITY));
  const hasRival = rivals.some((rival) => rival.backend !== null);
  if (backend === null || !(hasRival || choosing.measuresAll)) return gpu;
  await backend.activate();
  return measureCandidate(gpu, backend, choosing, Math.max(minGpuPatienceMs, fastestMs));
}

// Ten times what tests allow after a step; an inverted gradient at a learning rate of 0.001 differs by more.
const lossTolerance = 1e-3;

/** Excludes a GPU whose losses after the first step differ from those of a measured rival. */
function excludeWrongGpu(gpu: Candidate, rivals: readonly Candidate[]): Candidate {
  const rival = rivals.find(({ speed }) => speed !== null);
  if (!gpu.speed || !rival?.speed) return gpu;
  const { losses } = gpu.speed;
  const differing = rival.speed.losses
    .map((expected, i) => ({ expected, got: losses[i] ?? Number.NaN }))
    .find(({ expected, got }) => !agreeWithinTolerance(got, expected));
  if (differing === undefined) return gpu;
  gpu.backend?.close();
  const why = text.engine.otherLosses(differing.got, rival.name, differing.expected);
  return { ...unavailableCandidate(gpu.name, why), isDistrusted: true };
}

// A network that diverged on the rival cannot be compared.
const agreeWithinTolerance = (got: number, expected: number): boolean =>
  !Number.isFinite(expected) || Math.abs(got - expected) <= lossTolerance * (1 + Math.abs(expected));

async function measureCandidate(
  candidate: Candidate,
  backend: RunningBackend,
  choosing: ChoiceContext,
  patienceMs = Number.POSITIVE_INFINITY,
): Promise<Candidate> {
  const { name } = candidate;
  const { value: speed, why } = await attemptOnBackend(
    backend,
    () => choosing.measure(name),
    choosing,
    patienceMs,
  );
  return why === null
    ? { ...candidate, speed, runMs: runMsAt(speed, choosing.training) }
    : unavailableCandidate(name, why);
}

/** Closes the active backend if `work` fails. */
async function attemptOnBackend<T>(
  backend: RunningBackend,
  work: () => Promise<T>,
  { wait }: ChoiceContext,
  patienceMs: number,
): Promise<{ readonly value: T; readonly why: null } | { readonly value: null; readonly why: string }> {
  const lost: string[] = [];
  const endWatch = backend.onLost((reason) => lost.push(reason));
  const failed = (why: string) => {
    backend.close();
    return { value: null, why };
  };
  const working = work().then((value) => ({ value, why: null }));
  try {
    // Awaits `work` even if the device is lost meanwhile, because until then it holds tensors.
    const done = await (Number.isFinite(patienceMs)
      ? Promise.race([working, wait(patienceMs).then(() => null)])
      : working);
    if (lost[0] !== undefined) return failed(text.engine.measurementFailed(lost[0]));
    if (done !== null) return done;
    const late = failed(text.engine.startsTooSlowly(patienceMs));
    await Promise.race([working, wait(measurementEndMs)]).catch(() => undefined);
    return late;
  } catch (error) {
    const late = failed(text.engine.measurementFailed(lost[0] ?? messageOf(error)));
    // An impossible set-up or a lost thread is no reason against this backend.
    if (error instanceof UserError || error instanceof PoolWorkerLost) throw error;
    return late;
  } finally {
    endWatch();
  }
}

async function openCandidate(
  name: BackendName,
  { unfit, excluded, start }: ChoiceContext,
): Promise<Candidate> {
  if (unfit?.name === name) return unavailableCandidate(name, unfit.why);
  if (excluded.includes(name)) return unavailableCandidate(name, text.engine.backendLost);
  try {
    return { name, backend: await start(name), speed: null, runMs: null, note: null };
  } catch (error) {
    return { ...unavailableCandidate(name, messageOf(error)), isMissing: isDownloadError(error) };
  }
}

function noBackendError(failed: readonly Candidate[]): UserError {
  // Each backend is downloaded, so being offline may be the reason.
  if (isOffline()) return new UserError(text.session.noNetwork);
  if (failed.some(({ isMissing }) => isMissing)) return new UserError(text.session.notDownloaded);
  const notes = failed.map(({ name, note }) => text.session.triedAndFailed(name, note ?? ''));
  return new UserError(text.engine.noBackendLeft(notes));
}

function unavailableCandidate(name: BackendName, note: string): Candidate {
  return { name, backend: null, speed: null, runMs: null, note };
}
