/** English texts: run, backend and session. */
import { plural } from '../format.ts';

const recorded = {
  page: 'Saved run. Play trains it.',
  visitor: 'Your earlier run. Press Play to train it again.',
  sender: 'The sender’s run. Press Play to train it here.',
  file: 'A run from a file. Press Play to check it here.',
} as const;

export const runText = {
  play: 'Play',
  pause: 'Pause',
  playAgain: 'Run again',
  playHint: 'Trains these networks here (space bar)',
  pauseHint: 'Space bar',
  step: 'Step',
  stepHint: 'One training step (right arrow)',
  reset: 'Reset',
  resetHint: 'Back to step 0 (R); Ctrl+Z brings the run back',
  speed: 'Speed',
  fullSpeed: 'Full speed',
  speedOf: (stepsPerSecond: number) => `${plural(stepsPerSecond, 'step', 'steps')}/s`,
  progress: 'Progress of the run',
  starting: 'Making data and networks …',
  preparing: {
    measuring: (backend: string) => `Timing ${backend} …`,
    compiling: (backend: string) => `Compiling for ${backend} …`,
  },
  lookingAt: (step: string, numSteps: string) => `at step ${step} of ${numSteps}`,
  newest: 'Latest',
  newestHint: 'Follow the run',
  stepOf: (step: string, numSteps: string) => `step ${step} of ${numSteps}`,
  speedAndTime: (speed: string, left: string) => `${speed} steps/s · ${left} left`,
  phase: {
    idle: 'ready',
    recorded: 'recorded',
    starting: '',
    paused: 'paused',
    finished: 'finished',
    failed: 'stopped',
  },
  stoppedEarly: 'stopped early',
  beforeChange: 'before the change',
  recorded: recorded.page,
  recordedHere: recorded.visitor,
  recordedOf: recorded,
  recordedIn: (source: string) => `A run ${source}. Press Play to check it here.`,
  recordedOn: (backend: string) => `Trained before, on ${backend}`,
  problemsTitle: 'This cannot run yet:',
  stale: 'Results are from the previous set-up. Press Play to train this one.',
  staleOnStage: 'The networks show your change, briefly trained; verdict and curves are still from before.',
  staleUnseen: 'Verdict and curves are still from before your change. Press Play to train it.',
  failed: 'The run stopped.',
  notStarted: 'The run could not start.',
  noWorker: (detail: string) =>
    `The training process could not be started (${detail}). Reload the page to try again.`,
  announceStart: (reason: string) => `Training is ready. ${reason}`,
  announcePaused: (step: number) => `Paused at step ${step}.`,
  notKept: 'This run could not be put into the history. Save it as a file to keep it.',
  announceFinished: (step: number) => `Finished at step ${step}.`,
  announceReset: 'Reset to step 0.',
  announceDiverged: (network: string, replica: number, step: number) =>
    `Repetition ${replica} of ${network} diverged at step ${step} and is left out.`,
  architecture: (cardId: string) => `architecture ${cardId}`,
  unseenBaseline: 'the single-task baseline',
  atLearningRate: (network: string, rate: string) => `${network} at learning rate ${rate}`,
} as const;

export const backendText = {
  title: 'Backend',
  name: (name: string) => `Backend: ${name}`,
  open: 'Backend: auto',
  measure: 'Measure this machine',
} as const;

export const failuresText = {
  part: 'A part of the page could not be loaded',
  partDetail: 'The page was probably updated since you opened it. Reload it; the set-up is kept.',
  partOffline:
    'This device is offline. What is open goes on working; the rest comes when there is a network.',
} as const;

const backendLabels = { webgpu: 'WebGPU', wasm: 'WebAssembly', cpu: 'Plain JavaScript' } as const;

type BackendName = keyof typeof backendLabels;

export const sessionText = {
  backendLabel: (name: BackendName) => backendLabels[name],
  triedAndFailed: (name: BackendName, why: string) => `${backendLabels[name]}: ${why}`,

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

export const trainingFieldWords = {
  numReplicas: {
    label: 'Repetitions',
    help: 'Independent runs with their own initial weights, and rows or tasks of their own, see "Each repetition draws". A band needs 2, a verdict 3.',
    unit: 'runs',
  },
  batchSize: {
    label: 'Batch size',
    help: 'Rows of one training step.',
    unit: 'rows',
  },
  learningRate: {
    label: 'Learning rate',
    help: 'Size of one step of the Adam optimiser. Too large diverges, too small crawls.',
  },
  weightDecay: {
    label: 'Weight decay',
    help: 'Shrinks weights and biases at every step, against over-fitting (AdamW).',
  },
  dropout: {
    label: 'Dropout',
    help: 'Share of the hidden outputs that each step leaves out, against over-fitting.',
  },
  numSteps: {
    label: 'Steps',
    help: 'Training steps until the run is finished.',
    unit: 'steps',
  },
  evalEvery: {
    label: 'Evaluate every',
    help: 'Steps between two measurements on the held-out rows. Each one is a point of the charts.',
    unit: 'steps',
  },
  stopEarly: {
    label: 'Stop early after',
    unit: 'evaluations',
    help: 'Evaluations without a better validation loss that end a run; 0 never does.',
  },
  backend: {
    label: 'Backend',
    help: 'Does the arithmetic. Automatic measures what this device offers and takes the fastest.',
  },
};
