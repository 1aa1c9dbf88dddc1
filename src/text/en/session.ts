/** English texts: starting backends, choosing one, running, failing and recovering. */

const backendLabels = { webgpu: 'WebGPU', wasm: 'WebAssembly', cpu: 'Plain JavaScript' } as const;

type BackendName = keyof typeof backendLabels;

const shortMs = (ms: number): string => (ms < 10 ? ms.toFixed(1) : String(Math.round(ms)));

const megabytes = (numBytes: number): string => `${Math.ceil(numBytes / 2 ** 20)} MB`;

export const sessionText = {
  backendLabel: (name: BackendName) => backendLabels[name],

  noWebGpu: 'This browser has no WebGPU.',
  noGpuAdapter: 'The browser found no usable GPU.',
  gpuSilent: 'The GPU does not answer.',
  noWebAssembly: 'WebAssembly is switched off here.',
  backendDidNotStart: (name: BackendName) => `${backendLabels[name]} did not start.`,
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
  triedAndFailed: (name: BackendName, why: string) => `${backendLabels[name]}: ${why}`,
  chosenByHand: (name: BackendName) => `${backendLabels[name]}, as you chose.`,
  insteadOf: (name: BackendName, chosen: BackendName, why: string) =>
    `${backendLabels[name]}, because ${backendLabels[chosen]} cannot be used. ${why}`,
  onlyCandidate: (name: BackendName, why: string | null) =>
    why === null ? `${backendLabels[name]} is the fastest here.` : `${backendLabels[name]}. ${why}`,
  fastest: (name: BackendName, msPerStep: number, second: BackendName, secondMs: number) =>
    `${backendLabels[name]} is the fastest here: ${shortMs(msPerStep)} ms a step, ${backendLabels[second]} ${shortMs(secondMs)} ms.`,

  allDiverged: (step: number) =>
    `Every network diverged by step ${step}: its losses are no longer numbers. Lower the learning rate and press reset.`,
  unexpected: (detail: string) =>
    `Training stopped because of an unexpected error (${detail}). Press reset to start again.`,
  outOfMemory:
    'There is not enough memory for this set-up. Use fewer rows or repetitions, smaller levels or a smaller batch.',
  poolWorkerLost: 'A process that shared in the training stopped.',
  deviceFailed: (detail: string) => `The GPU stopped working (${detail}).`,

  recoveredFromDevice: (step: number, backend: BackendName, isTraining: boolean) =>
    isTraining
      ? `The GPU stopped working. Training goes on from step ${step} on ${backendLabels[backend]}.`
      : `The GPU stopped working. The run stands at step ${step}, now on ${backendLabels[backend]}.`,
  recoveredFromWorker: (step: number, backend: BackendName, isTraining: boolean) =>
    `The training process stopped. It was started again and ${isTraining ? 'goes on from' : 'stands at'} step ${step} on ${backendLabels[backend]}.`,
  noNetwork:
    'What trains could not be downloaded, because this device is offline. Press Play again when there is a network.',
  notDownloaded:
    'What trains could not be downloaded: the network did not answer, or the page was updated since you opened it. Press Play again, or reload the page.',
  cannotRecover: 'The training process keeps stopping. Reload the page, or try a smaller set-up.',
} as const;
