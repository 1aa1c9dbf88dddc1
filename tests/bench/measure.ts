/** Times a contender: medians over batches of steps. Knows neither backend nor implementation. */
import type { Contender } from './contenders/contender.ts';
import type { Probe } from './probes/probe.ts';

export interface StepMeasurement {
  /** Losses of the first steps, each before its update. */
  readonly losses: readonly number[];
  readonly msPerStep: number;
  readonly jsMsPerStep: number;
  /** Dispatches on a GPU; on WASM kernel calls, or the calls of a step that is replayed. */
  readonly dispatchesPerStep: number;
  /** WASM memory or GPU buffers held after training. */
  readonly bytes: number;
  /** Part of a processor that this process had while it was timed; null where that cannot be known. */
  readonly processorShare: number | null;
  /** Number of batches behind the median; 1: so slow that its first step is all there is. */
  readonly numBatches: number;
}

export interface MeasureLimits {
  /** A first step that takes longer ends the measurement with a `TooSlow`; null where nothing can stop it. */
  readonly firstStepMs: number | null;
  /** Above it, a step is measured once. */
  readonly onceMs: number;
  /** The time that one batch of steps should take. */
  readonly batchMs: number;
}

/** Its message says how long was waited. */
export class TooSlow extends Error {}

interface Timing<T> {
  readonly value: T;
  readonly ms: number;
  readonly jsMs: number;
}

const numLossSteps = 3;
const lossStepsMs = 8_000;
const maxStepsPerBatch = 64;
/** Engines compile in stages: what runs in the first moments is not what runs later. */
const warmUpMs = 800;
const [minBatches, maxBatches] = [5, 15];
const measuringMs = 2_000;
/** The time from which on a step is too dear for batches, repeats and warming up. */
const slowStepMs = 300;

/** Takes several seconds; throws a `TooSlow`, see `MeasureLimits`. */
export async function measure(
  contender: Contender,
  probe: Probe,
  limits: MeasureLimits,
): Promise<StepMeasurement> {
  probe.setTiming?.(true);
  const first = await timed(probe, () => within(limits.firstStepMs, contender.stepLoss()));
  if (first.ms > limits.onceMs) return onceMeasured(first, probe);
  const losses = [first.value, ...(await furtherLosses(contender, first.ms))];
  const counted = await timed(probe, () => countDispatches(contender, probe));
  const times = await timesOf(contender, probe, counted.ms, limits.batchMs);
  return { losses, ...times, dispatchesPerStep: counted.value, bytes: probe.numBytes() };
}

function onceMeasured({ value, ms, jsMs }: Timing<number>, probe: Probe): StepMeasurement {
  const times = { msPerStep: ms, jsMsPerStep: jsMs, processorShare: null, numBatches: 1 };
  return { losses: [value], ...times, dispatchesPerStep: probe.numDispatches(), bytes: probe.numBytes() };
}

/** Those of the next steps, as long as the first ones do not take too long altogether. */
async function furtherLosses(contender: Contender, firstMs: number): Promise<number[]> {
  const losses: number[] = [];
  const endMs = performance.now() - firstMs + lossStepsMs;
  while (losses.length < numLossSteps - 1 && performance.now() < endMs)
    losses.push(await contender.stepLoss());
  return losses;
}

/** Takes one step: how many kernels it calls, on a GPU how many dispatches it makes. */
async function countDispatches(contender: Contender, probe: Probe): Promise<number> {
  const before = probe.numDispatches();
  const numKernels = await contender.countKernels(() => train(contender, 1));
  return numKernels ?? probe.numDispatches() - before;
}

async function timesOf(
  contender: Contender,
  probe: Probe,
  stepMs: number,
  batchMs: number,
): Promise<Pick<StepMeasurement, 'msPerStep' | 'jsMsPerStep' | 'processorShare' | 'numBatches'>> {
  const isSlow = stepMs > slowStepMs;
  const numSteps = Math.min(maxStepsPerBatch, Math.max(1, Math.round(batchMs / stepMs)));
  const batch = () => timed(probe, () => train(contender, numSteps));
  if (!isSlow) await repeatFor(warmUpMs, batch);
  probe.setTiming?.(isSlow);
  const cpuMs = probe.cpuMs();
  const batches = await repeat(isSlow ? minBatches : numBatchesOf(batchMs), batch);
  const processorShare = shareOf(cpuMs, probe.cpuMs(), batches);
  const msPerStep = medianOf(batches.map(({ ms }) => ms)) / numSteps;
  probe.setTiming?.(true);
  const watched = isSlow || probe.setTiming === null ? batches : await repeat(minBatches, batch);
  const jsMsPerStep = Math.max(0, medianOf(watched.map(({ jsMs }) => jsMs))) / numSteps;
  return { msPerStep, jsMsPerStep, processorShare, numBatches: batches.length };
}

function numBatchesOf(batchMs: number): number {
  return Math.min(maxBatches, Math.max(minBatches, Math.round(measuringMs / batchMs)));
}

/** Helper threads may push it above 1. */
function shareOf(
  beforeMs: number | null,
  afterMs: number | null,
  batches: readonly Timing<unknown>[],
): number | null {
  if (beforeMs === null || afterMs === null) return null;
  return (afterMs - beforeMs) / batches.reduce((sum, { ms }) => sum + ms, 0);
}

/** Takes so many steps and waits for them. */
async function train(contender: Contender, numSteps: number): Promise<void> {
  for (let i = 0; i < numSteps; i++) contender.step();
  await contender.settle();
}

/**
 * Time until `run` is done, and the part of it that JavaScript took: until it is done or waits for something, less the time in
 * WASM.
 */
async function timed<T>(probe: Probe, run: () => Promise<T>): Promise<Timing<T>> {
  // Asked for before the clock starts: to ask takes as long as a hundred steps.
  const waiting = nextTask();
  const nativeMs = probe.nativeMs();
  const startMs = performance.now();
  const done = run();
  // A failure is met below, not here.
  await Promise.race([done.catch(() => undefined), waiting]);
  const jsMs = performance.now() - startMs - (probe.nativeMs() - nativeMs);
  const value = await done;
  return { value, ms: performance.now() - startMs, jsMs };
}

/** Resolves when all that can run without waiting has run. */
function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

async function within<T>(limitMs: number | null, value: Promise<T>): Promise<T> {
  if (limitMs === null) return value;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new TooSlow(`more than ${limitMs / 1000} s for the first step`)),
      limitMs,
    );
  });
  try {
    return await Promise.race([value, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function repeat<T>(times: number, run: () => Promise<T>): Promise<T[]> {
  const values: T[] = [];
  for (let i = 0; i < times; i++) values.push(await run());
  return values;
}

async function repeatFor(ms: number, run: () => Promise<unknown>): Promise<void> {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs) await run();
}

/** The middle value, or the mean of the two in the middle. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (low + (sorted[Math.floor(middle)] ?? low)) / 2;
}
