/** English texts: measuring the device that the page runs on. */

export const machineText = {
  title: 'This machine',
  intro:
    'Training steps of AdaTT-sp for 4 tasks, by the width of its experts: on one core, or on the GPU. What was training is paused.',
  table: 'Steps per second',
  unit: 'and billions of additions and multiplications per second',
  width: 'Width',
  repetitions: 'Repetitions',
  recorded: 'Benchmark',
  recordedOn: (cpu: string, node: string, wasBusy: boolean) =>
    `Benchmark: WebAssembly on ${cpu}, Node ${node}.${wasBusy ? ' Other programs ran there too: undisturbed it is faster.' : ''}`,
  gflops: (count: string) => `${count} GFLOP/s`,
  progress: 'Measured',
  measured: (numDone: number, numPoints: number) => `${numDone} of ${numPoints} networks measured …`,
  done: 'Measured. Other programs that run now make it slower.',
  endedByRun: 'The run was started: measuring has ended.',
} as const;
