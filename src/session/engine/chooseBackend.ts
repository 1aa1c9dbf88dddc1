/**
 * Chooses the backend of a run: by hand, or by measuring the candidates. Knows backends only by what it is given, and
 * never measures what cannot win.
 */
import type { RunningBackend } from '../../engine/backend/engineBackend.ts';
import { messageOf, UserError } from '../../core/errors.ts';
import { isOfDownload, isOffline } from '../../core/retriedDownload.ts';
import type { BackendChoice, TrainingConfig } from '../../experiment/experiment.ts';
import { type BackendName, backendNames } from '../../analysis/produced/backend.ts';
import { text } from '../../text/text.ts';
import { PoolWorkerLost } from '../pool/poolWorker.ts';
import {
  byTime,
  type Candidate,
  type ChosenBackend,
  chosen,
  reasonOf,
  withLoserNote,
} from './choiceReport.ts';
import { type MeasuredSpeed, runMsAt } from './measure.ts';

/** The facts that bear on the choice. */
export interface ChoiceRequest {
  readonly choice: BackendChoice;
  /** Backends that may not be used any more. */
  readonly excluded: readonly BackendName[];
  /** A backend that turned out not to fit the experiment. */
  readonly unfit?: UnfitBackend | null;
  /** True if a step is so little work that plain JavaScript may win. */
  readonly isTiny: boolean;
  /** Measure also what has no rival. */
  readonly measuresAll: boolean;
  readonly training: Pick<TrainingConfig, 'numSteps' | 'evalEvery'>;
}

/** A backend that an experiment does not fit. */
export interface UnfitBackend {
  readonly name: BackendName;
  readonly why: string;
}

export type StartTool = (name: BackendName) => Promise<RunningBackend>;

/** Functions that start and measure backends. */
export interface ChoiceTools {
  /** Starts and activates a backend; rejects with the reason when it is not available. */
  readonly start: StartTool;
  /** Multiply-adds in a millisecond of the active backend at its best; see `productRateOf`. */
  readonly multiply: () => Promise<number>;
  /** The speed of the experiment on the active backend, `name`. */
  readonly measure: (name: BackendName) => Promise<MeasuredSpeed>;
  readonly wait: (ms: number) => Promise<void>;
}

type Choosing = ChoiceRequest & ChoiceTools;

/** Milliseconds that a GPU is given to show what it can, however fast its rival is. */
const leastPatienceMs = 5000;
/** Milliseconds until what was measured has ended on a device that is closed. */
const endsWithinMs = 2000;
/**
 * A GPU whose products are so many times slower than those of one thread of WebAssembly has lost. Runs reach a smaller share of the
 * products' speed there than in WebAssembly, whose runs reach a quarter and more.
 */
const hopelessFactor = 4;

/** Starts the chosen backend; others that were measured rest or are closed. Throws a `UserError` when none can be started. */
export function chooseBackend(request: ChoiceRequest, tools: ChoiceTools): Promise<ChosenBackend> {
  const choosing = { ...request, ...tools };
  return request.choice === 'auto' ? fastest(choosing) : byHand(request.choice, choosing);
}

/** The one asked for, or the first after it that starts; when there is none, the first before it. */
async function byHand(choice: BackendName, choosing: Choosing): Promise<ChosenBackend> {
  const failed: Candidate[] = [];
  const place = backendNames.indexOf(choice);
  for (const name of [...backendNames.slice(place), ...backendNames.slice(0, place)]) {
    const candidate = await open(name, choosing);
    const { backend } = candidate;
    if (backend === null) {
      failed.push(candidate);
      continue;
    }
    const why = failed[0]?.note ?? '';
    const reason =
      name === choice ? text.engine.chosenByHand(name) : text.engine.insteadOf(name, choice, why);
    return chosen(backend, reason, [candidate, ...failed]);
  }
  throw nothingLeft(failed);
}

async function fastest(choosing: Choosing): Promise<ChosenBackend> {
  const candidates = await tryAll(choosing);
  const running = candidates.filter((candidate) => candidate.backend !== null).sort(byTime);
  const [best, second] = running;
  if (best === undefined || best.backend === null) throw nothingLeft(candidates);
  for (const loser of running.slice(1)) loser.backend?.rest();
  await best.backend.activate();
  const losers = candidates.filter((candidate) => candidate !== best).sort(byTime);
  return chosen(best.backend, reasonOf(best, second, losers), [best, ...losers.map(withLoserNote)]);
}

async function tryAll(choosing: Choosing): Promise<readonly Candidate[]> {
  const candidates: Candidate[] = [];
  try {
    candidates.push(await open('webgpu', choosing));
    candidates.push(await open('wasm', choosing));
    const [gpu, wasm] = candidates as [Candidate, Candidate];
    candidates[0] = await promisingGpu(gpu, wasm, choosing);
    candidates[1] = await triedOut(wasm, candidates, choosing);
    const isCpuNeeded = wasm.backend === null || choosing.isTiny;
    const cpu = isCpuNeeded ? await open('cpu', choosing) : without('cpu', text.engine.notNeeded);
    candidates.push(await triedOut(cpu, candidates, choosing));
    // Last, so that it is known how long it may take.
    candidates[0] = await measuredGpu(candidates[0], candidates.slice(1), choosing);
    return candidates;
  } catch (error) {
    for (const candidate of candidates) candidate.backend?.close();
    throw error;
  }
}

/** The GPU, unless its products alone show that it cannot win; WebAssembly is active, before and after. */
async function promisingGpu(gpu: Candidate, wasm: Candidate, choosing: Choosing): Promise<Candidate> {
  const { multiply, measuresAll } = choosing;
  if (gpu.backend === null || wasm.backend === null || measuresAll) return gpu;
  const ofWasm = await multiply();
  await gpu.backend.activate();
  const { value: ofGpu, why } = await tried(gpu.backend, multiply, choosing, leastPatienceMs);
  await wasm.backend.activate();
  if (why !== null) return without(gpu.name, why);
  if (hopelessFactor * ofGpu >= ofWasm) return gpu;
  gpu.backend.rest();
  return without(gpu.name, text.engine.multipliesSlowly(ofGpu, wasm.name, ofWasm));
}

/** Measures an open candidate if there is, or will be, another to compare it with. */
async function triedOut(
  candidate: Candidate,
  candidates: readonly Candidate[],
  choosing: Choosing,
): Promise<Candidate> {
  const { name, backend } = candidate;
  if (backend === null) return candidate;
  const hasRival = candidates.some((rival) => rival.backend !== null && rival.name !== name);
  const mayHaveRival = name === 'wasm' && choosing.isTiny;
  return hasRival || mayHaveRival || choosing.measuresAll
    ? measured(candidate, backend, choosing)
    : candidate;
}

/** A GPU that takes longer to start than its rivals for the whole run has lost. */
async function measuredGpu(
  gpu: Candidate,
  rivals: readonly Candidate[],
  choosing: Choosing,
): Promise<Candidate> {
  const { backend } = gpu;
  const fastestMs = Math.min(...rivals.map(({ runMs }) => runMs ?? Number.POSITIVE_INFINITY));
  const hasRival = rivals.some((rival) => rival.backend !== null);
  if (backend === null || !(hasRival || choosing.measuresAll)) return gpu;
  await backend.activate();
  return measured(gpu, backend, choosing, Math.max(leastPatienceMs, fastestMs));
}

async function measured(
  candidate: Candidate,
  backend: RunningBackend,
  choosing: Choosing,
  patienceMs = Number.POSITIVE_INFINITY,
): Promise<Candidate> {
  const { name } = candidate;
  const { value: speed, why } = await tried(backend, () => choosing.measure(name), choosing, patienceMs);
  return why === null
    ? { ...candidate, speed, runMs: runMsAt(speed, choosing.training) }
    : without(name, why);
}

/** The result of `work` on the active backend, or why there is none; the backend is closed then. */
async function tried<T>(
  backend: RunningBackend,
  work: () => Promise<T>,
  { wait }: Choosing,
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
    // Waited for even when the device is lost meanwhile: until then it holds tensors.
    const done = await (Number.isFinite(patienceMs)
      ? Promise.race([working, wait(patienceMs).then(() => null)])
      : working);
    if (lost[0] !== undefined) return failed(text.engine.measurementFailed(lost[0]));
    if (done !== null) return done;
    const late = failed(text.engine.startsTooSlowly(patienceMs));
    await Promise.race([working, wait(endsWithinMs)]).catch(() => undefined);
    return late;
  } catch (error) {
    const late = failed(text.engine.measurementFailed(lost[0] ?? messageOf(error)));
    // Neither a set-up that nobody can run nor a lost thread is a reason against this backend.
    if (error instanceof UserError || error instanceof PoolWorkerLost) throw error;
    return late;
  } finally {
    endWatch();
  }
}

async function open(name: BackendName, { unfit, excluded, start }: Choosing): Promise<Candidate> {
  if (unfit?.name === name) return without(name, unfit.why);
  if (excluded.includes(name)) return without(name, text.engine.backendLost);
  try {
    return { name, backend: await start(name), speed: null, runMs: null, note: null };
  } catch (error) {
    return { ...without(name, messageOf(error)), isMissing: isOfDownload(error) };
  }
}

function nothingLeft(failed: readonly Candidate[]): UserError {
  // Each backend is a download.
  if (isOffline()) return new UserError(text.session.noNetwork);
  if (failed.some(({ isMissing }) => isMissing)) return new UserError(text.session.notDownloaded);
  const notes = failed.map(({ name, note }) => text.session.triedAndFailed(name, note ?? ''));
  return new UserError(text.engine.noBackendLeft(notes));
}

function without(name: BackendName, note: string): Candidate {
  return { name, backend: null, speed: null, runMs: null, note };
}
