/** English texts of the commands. */
const rounded = (value: number): string =>
  value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en');

export const cliText = {
  unknownOption: (option: string) => `Unknown option '${option}'.`,
  missingValue: (option: string, values: string) => `${option} needs a value: ${values}.`,
  backendValue: (got: string) => `--backend must be wasm or cpu; got '${got}'.`,

  parityUsage: 'Usage: npm run parity -- DIR [--backend cpu|wasm] [--json]',
  noVectors: (directory: string) => `No .safetensors file in '${directory}'.`,
  unreadableDirectory: (directory: string) => `The folder '${directory}' cannot be read.`,
  parityHeader: ['case', 'output', 'task loss', 'gradient', 'Adam loss', 'Adam', 'within'] as const,
  parityOk: 'ok',
  parityFailed: 'TOO FAR',
  parityUnreadable: (message: string) => `unreadable: ${message}`,
  paritySummary: (numOk: number, numCases: number, backend: string) =>
    `${numOk} of ${numCases} cases within tolerance on ${backend}.`,

  trainUsage: "Usage: npm run train -- 'LINK'|FILE.json|PRESET [--backend wasm|cpu] [--json]",
  unknownSource: (source: string, presets: string) =>
    `'${source}' is no link, no .json file and no preset. The presets are ${presets}.`,
  unreadableFile: (path: string) => `The file '${path}' cannot be read.`,
  malformedFile: (path: string, reason: string) => `The file '${path}' is no JSON: ${reason}.`,
  progress: (step: number, numSteps: number, stepsPerSecond: number | null, secondsLeft: number | null) =>
    `step ${step.toLocaleString('en')} of ${numSteps.toLocaleString('en')}${
      stepsPerSecond === null ? '' : ` · ${rounded(stepsPerSecond)} steps/s`
    }${secondsLeft === null ? '' : ` · ${rounded(secondsLeft)} s left`}`,
  architecture: 'architecture',
  parameters: 'parameters',
  taskLoss: (name: string, kind: string) => `${name} (${kind === 'binary' ? 'log loss' : 'MSE'})`,
  allDiverged: 'diverged',
  someDiverged: (count: number) => ` (${count} diverged)`,
  resultsNote: (numReplicas: number, backend: string, stepsPerSecond: number) =>
    `Test loss at the step of lowest validation loss, ${
      numReplicas === 1
        ? 'one repetition'
        : `mean ± half of the 95 % interval over ${numReplicas} repetitions`
    }; ${backend}, ${rounded(stepsPerSecond)} steps/s.`,
} as const;
