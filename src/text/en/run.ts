/** English texts: a run as the page tells of it, and its backend. */
import { plural } from './plural.ts';

export const runText = {
  play: 'Play',
  pause: 'Pause',
  playAgain: 'Run again',
  playHint: 'Space',
  step: 'Step',
  stepHint: 'One training step (right arrow)',
  reset: 'Reset',
  resetHint: 'Back to step 0; the same run again (R)',
  speed: 'Speed',
  fullSpeed: 'Full speed',
  speedOf: (stepsPerSecond: number) => `${plural(stepsPerSecond, 'step', 'steps')}/s`,
  progress: 'Progress of the run',
  starting: 'Making data and networks …',
  preparing: {
    measuring: (backend: string) => `Timing ${backend} …`,
    compiling: (backend: string) => `Compiling for ${backend} …`,
  },
  lookingAt: (step: string, numSteps: string) => `showing step ${step} of ${numSteps}`,
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
  recorded: 'Recorded run. Play trains it here.',
  recordedHere: 'Your run of before. Play trains it again.',
  recordedOn: (backend: string) => `Trained before, on ${backend}`,
  problemsTitle: 'This cannot run yet:',
  stale: 'Results are from the previous set-up. Play trains this one.',
  staleOnStage:
    'The networks preview your change in one repetition; verdict and curves below are still of the set-up before. Play trains this one.',
  takeBack: 'Undo',
  failed: 'The run stopped.',
  notStarted: 'The run could not start.',
  noWorker: (detail: string) =>
    `The training process could not be started (${detail}). Reload the page to try again.`,
  announceStart: (reason: string) => `Training is ready. ${reason}`,
  announcePaused: (step: number) => `Paused at step ${step}.`,
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
  notYet:
    'What does the arithmetic. When a run starts, the backends of this device are tried on the experiment and the fastest is taken.',
  candidates: 'What was tried',
  backend: 'Backend',
  msPerStep: 'per step',
  note: 'Note',
  notMeasured: '–',
  measure: 'Measure this machine',
  measureDetail: 'Takes seconds, and pauses what trains',
  taken: 'taken',
  workers: (numThreads: number) => `${plural(numThreads, 'worker trains', 'workers train')}.`,
  ownKernels: (numOwn: number, numOperations: number, build: string) =>
    `Own kernels: ${numOwn} of ${numOperations}${build === '' ? '' : `, built for ${build}`}.`,
  fallBacks: (names: readonly string[]) =>
    `Plain TensorFlow.js operations stand in for the others: ${names.join(', ')}.`,
  notReplayed: (names: readonly string[]) =>
    `Steps are run anew each time, since these cannot be replayed: ${names.join(', ')}.`,
} as const;

export const failuresText = {
  part: 'A part of the page could not be loaded',
  partDetail: 'The page was probably updated since you opened it. Reload it; the set-up is kept.',
  partOffline:
    'This device is offline. What is open goes on working; the rest comes when there is a network.',
} as const;
