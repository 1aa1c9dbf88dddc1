/** English texts of the commands. */
const rounded = (value: number): string =>
  value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en');

export const cliText = {
  unknownOption: (option: string) => `Unknown option '${option}'.`,
  missingValue: (option: string, values: string) => `${option} needs a value: ${values}.`,
  workersValue: (got: string) => `--workers must be a whole number from 1 to 99; got '${got}'.`,
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

  trainUsage: "Usage: npm run train -- 'LINK'|FILE.json|PRESET [--backend wasm|cpu] [--workers N] [--json]",
  unknownSource: (source: string, presets: string) =>
    `'${source}' is no link, no .json file and no preset. The presets are ${presets}.`,
  unreadableFile: (path: string) => `The file '${path}' cannot be read.`,
  noExperiment: (path: string) =>
    `The file '${path}' is no experiment: it has none of tasks, data, cards, training and comparison.`,
  nothingInLink: (link: string, problems: readonly string[]) =>
    [`Nothing of the link '${link}' could be used.`, ...problems].join('\n'),
  unwritableOutput: (reason: string) =>
    `Standard output cannot be written: ${reason}. This was meant for it:`,
  unwritableFile: (path: string, reason: string) => `The file '${path}' cannot be written: ${reason}.`,
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
  learningRate: 'learning rate',
  gain: 'gain over single-task',
  baseline: '(baseline)',
  changedMark: '*',
  resultsNote: (
    numReplicas: number,
    rule: 'bestValidation' | 'finalStep',
    backend: string,
    stepsPerSecond: number,
  ) =>
    `Test loss ${rule === 'finalStep' ? 'at the final step' : 'at the step of lowest validation loss'}, ${
      numReplicas === 1
        ? 'one repetition'
        : `mean ± half of the 95 % interval over ${numReplicas} repetitions`
    }; ${backend}, ${rounded(stepsPerSecond)} steps/s.`,
  changedNote: 'An asterisk marks architectures whose widths or experts the budget changed.',
  verdictOn: (reference: string, budget: string) =>
    `Verdict on ${reference} (${budget.toLowerCase()}): how much lower its loss is`,
  recordUsage: "Usage: npm run record -- [FILE] ['LINK'|FILE.json|PRESET]",
  recordTooLarge: (numBytes: number, max: number) =>
    `The recording has ${numBytes.toLocaleString('en')} bytes, more than the ${max.toLocaleString('en')} it may have. Record fewer repetitions, tasks or architectures.`,
  recorded: (file: string, numBytes: number) => `${file}: ${numBytes.toLocaleString('en')} bytes.\n`,
  aNumber: 'a number',
  aaTestUsage:
    "Usage: npm run aa-test -- ['LINK'|FILE.json|PRESET] [--replicas N] [--backend wasm|cpu] [--workers N] [--json]",
  aaTestBatch: (done: number, total: number) => `${done} of ${total} repetitions trained`,
  aaTestDiverged: (numLeft: number, numReplicas: number, min: number) =>
    `Only ${numLeft} of ${numReplicas} repetitions did not diverge; a pairing takes ${min}.`,
  aaTestReport: (report: {
    readonly numReplicas: number;
    readonly numDraws: number;
    readonly pairSize: number;
    readonly overall: number;
    readonly anyTask: number;
    readonly coverage: { readonly loss: number; readonly gain: number };
  }) => {
    const { numReplicas, numDraws, pairSize, overall, anyTask, coverage } = report;
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
    return [
      `${numReplicas} repetitions of one architecture, ${numDraws.toLocaleString('en')} pairings of ${pairSize} against ${pairSize} others.`,
      `False verdicts: ${percent(overall)} overall, ${percent(anyTask)} on any task.`,
      `95 % intervals of ${pairSize} of the ${numReplicas} hold what all say: ${percent(coverage.loss)} (mean loss), ${percent(coverage.gain)} (gain).`,
      '',
    ].join('\n');
  },
  aaTestResult: (share: number) => `aa-test: ${Number((100 * share).toFixed(2))} % false verdicts`,
  sweepUsage:
    "Usage: npm run sweep -- 'LINK'|FILE.json|PRESET [--over correlation] [--from N] [--to N] [--points 6] [--resume FILE] [--csv|--json] [--backend wasm|cpu] [--workers N]",
  anAxis: 'a setting, such as correlation',
  aFile: 'a file',
  unknownAxis: (got: string, known: readonly string[]) =>
    `--over must be one of ${known.join(', ')}; got '${got}'.`,
  sweepCost: (numPoints: number, numNetworks: number, numReplicas: number, seconds: number) =>
    `${numPoints} ${numPoints === 1 ? 'point' : 'points'} of ${numNetworks} networks in ${numReplicas} ${
      numReplicas === 1 ? 'repetition' : 'repetitions'
    }: about ${seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`}.`,
  sweepTook: (seconds: number) => `It took ${rounded(seconds)} s.`,
  sweepNote: 'Gain over single-task, mean over tasks, with its 95 % interval; positive is better.',
  repairedMark: '*',
  repairedNote:
    'An asterisk marks a correlation that cannot exist between so many tasks: the nearest possible one was trained.',
  noSweep: (path: string) => `The file '${path}' is no sweep. Name another one, or delete it.`,
  otherSweep: (path: string) =>
    `The file '${path}' holds the sweep of another experiment or setting. Name another file.`,
  notEvaluated: 'The run ended before it was evaluated.',
  countValue: (option: string, min: number, got: string) =>
    `${option} must be a whole number of at least ${min}; got '${got}'.`,
  numberValue: (option: string, got: string) => `${option} must be a number; got '${got}'.`,
} as const;
