/** English texts: starting backends, choosing one, running and failing, as the worker says it. */
import { sessionText } from './run.ts';

const labelOf = sessionText.backendLabel;

type BackendName = Parameters<typeof labelOf>[0];

const shortMs = (ms: number): string => (ms < 10 ? ms.toFixed(1) : String(Math.round(ms)));

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
  backendLost: 'It was lost during this run.',
  softwareGpu: 'The GPU here is emulated in software, which is slower than WebAssembly.',
  notNeeded: 'Not needed here.',
  slower: (msPerStep: number) => `Slower: ${shortMs(msPerStep)} ms a step.`,
  measurementFailed: (detail: string) => `It failed when tried: ${detail}`,
  noBackendLeft: (notes: readonly string[]) =>
    `No way to compute is left here. ${notes.join(' ')} Press Play to try again, or try a smaller set-up.`,
  chosenByHand: (name: BackendName) => `${labelOf(name)}, as you chose.`,
  insteadOf: (name: BackendName, chosen: BackendName, why: string) =>
    `${labelOf(name)}, because ${labelOf(chosen)} cannot be used. ${why}`,
  onlyCandidate: (name: BackendName, why: string | null) =>
    why === null ? `${labelOf(name)} is the fastest here.` : `${labelOf(name)}. ${why}`,
  fastest: (name: BackendName, msPerStep: number, second: BackendName, secondMs: number) =>
    `${labelOf(name)} is the fastest here: ${shortMs(msPerStep)} ms a step, ${labelOf(second)} ${shortMs(secondMs)} ms.`,

  allDiverged: (step: number) =>
    `Every network diverged by step ${step}: its losses are no longer numbers. Lower the learning rate and press reset.`,
  unexpected: (detail: string) =>
    `Training stopped because of an unexpected error (${detail}). Press reset to start again.`,
  outOfMemory:
    'There is not enough memory for this set-up. Use fewer rows or repetitions, smaller levels or a smaller batch.',
  poolWorkerLost: 'A process that shared in the training stopped.',
  deviceFailed: (detail: string) => `The GPU stopped working (${detail}).`,
} as const;
