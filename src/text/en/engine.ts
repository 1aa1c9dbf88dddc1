/** English texts: starting, choosing and running backends, and their failures. */
import { formatNumber } from '../format.ts';
import { sessionText } from './run.ts';

const labelOf = sessionText.backendLabel;

type BackendName = Parameters<typeof labelOf>[0];

const about = (ms: number): string =>
  ms < 100 ? 'under 0.1 s' : `about ${ms < 10_000 ? (ms / 1000).toFixed(1) : Math.round(ms / 1000)} s`;

/** Input per millisecond, output per second. */
const billions = (perMs: number): string => `${(perMs / 1e6).toFixed(perMs < 1e7 ? 1 : 0)} billion`;

const megabytes = (numBytes: number): string => `${Math.ceil(numBytes / 2 ** 20)} MB`;

export const engineText = {
  noWebGpu: 'This browser has no WebGPU.',
  noGpuAdapter: 'The browser found no usable GPU.',
  gpuSilent: 'The GPU does not answer.',
  noWebAssembly: 'WebAssembly is switched off here.',
  backendDidNotStart: (name: BackendName) => `${labelOf(name)} did not start.`,
  syncRead: 'Data on the GPU was read synchronously. Read it with data() instead.',

  stepTooLarge: (numBytes: number, most: number) =>
    `A step takes ${megabytes(numBytes)} in one piece, and this GPU gives ${megabytes(most)} at most.`,
  compilesTooLong: (afterMs: number) => `This GPU was still compiling after ${Math.round(afterMs / 1000)} s.`,
  backendLost: 'It was lost during this run.',
  multipliesSlowly: (perMs: number, rival: BackendName, rivalPerMs: number) =>
    `Slower: it multiplies ${billions(perMs)} times a second, one thread of ${labelOf(rival)} ${billions(rivalPerMs)}.`,
  notNeeded: 'Not needed here.',
  slower: (runMs: number, setUpMs: number) =>
    `Slower: ${about(runMs)} for this run, ${about(setUpMs)} of it to start.`,
  startsTooSlowly: (afterMs: number) => `It had not started after ${Math.round(afterMs / 1000)} s.`,
  measurementFailed: (detail: string) => `It failed when tried: ${detail}`,
  otherLosses: (loss: number, rival: BackendName, rivalLoss: number) =>
    `The GPU computed other losses (${formatNumber(loss)} where ${labelOf(rival)} has ${formatNumber(rivalLoss)}) and is not used.`,
  noBackendLeft: (notes: readonly string[]) =>
    `No way to compute is left here. ${notes.join(' ')} Press Play to try again, or try a smaller set-up.`,
  chosenByHand: (name: BackendName) => `${labelOf(name)}, as you chose.`,
  insteadOf: (name: BackendName, chosen: BackendName, why: string) =>
    `${labelOf(name)}, because ${labelOf(chosen)} cannot be used. ${why}`,
  onlyCandidate: (name: BackendName, why: string | null) =>
    why === null ? `${labelOf(name)} is the fastest here.` : `${labelOf(name)}. ${why}`,
  fastest: (name: BackendName, runMs: number, second: BackendName, secondMs: number) =>
    `${labelOf(name)} is the fastest here: ${about(runMs)} for this run, with ${labelOf(second)} ${about(secondMs)}.`,

  allDiverged: (step: number) =>
    `Every network diverged by step ${step}: its losses are no longer numbers. Lower the learning rate and press reset.`,
  unexpected: (detail: string) =>
    `Training stopped because of an unexpected error (${detail}). Press reset to start again.`,
  outOfMemory:
    'There is not enough memory for this set-up. Use fewer rows or repetitions, smaller levels or a smaller batch.',
  poolWorkerLost: 'A process that shared in the training stopped.',
  deviceFailed: (detail: string) => `The GPU stopped working (${detail}).`,
} as const;
