/** English texts of the commands. */
const rounded = (value: number): string =>
  value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en');

export const cliText = {
  unknownOption: (option: string) => `Unknown option '${option}'.`,
  missingValue: (option: string, values: string) => `${option} needs a value: ${values}.`,
  workersValue: (got: string) => `--workers must be a whole number from 1 to 99; got '${got}'.`,
  backendValue: (got: string) => `--backend must be wasm or cpu; got '${got}'.`,

  trainUsage:
    "Usage: npm run train -- 'LINK'|FILE.json|PRESET|RECIPE [--csv FILE] [--backend wasm|cpu] [--workers N] [--json|--markdown]",
  csvValue: 'a CSV file, packed with gzip or not',
  needsFile: (fileName: string) =>
    `This experiment trains on the rows of ${fileName}, which it does not carry: add --csv FILE.`,
  needsNoFile: (path: string) =>
    `This experiment makes its own rows and has no use for '${path}': leave out --csv.`,
  unknownSource: (source: string, presets: string, recipes: string) =>
    `'${source}' is no link, no .json file, no preset and no recipe. The presets are ${presets}; recipes for --csv: ${recipes}.`,
  unreadableFile: (path: string) => `The file '${path}' cannot be read.`,
  noExperiment: (path: string) =>
    `The file '${path}' is no experiment: it has none of tasks, data, cards, training and comparison.`,
  nothingInLink: (link: string, problems: readonly string[]) =>
    [`Nothing of the link '${link}' could be used.`, ...problems].join('\n'),
  unwritableOutput: (reason: string) =>
    `Standard output cannot be written: ${reason}. This was meant for it:`,
  unwritableFile: (path: string, reason: string) => `The file '${path}' cannot be written: ${reason}.`,
  unwritableFolder: (path: string, reason: string) =>
    `No file can be written into the folder '${path}': ${reason}.`,
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
  verdictOn: (reference: string, budget: string, scope: string) =>
    `Verdict on ${reference} (${budget.toLowerCase()}), ${scope}: plus is better for it`,
  aNumber: 'a number',
  sweepUsage:
    "Usage: npm run sweep -- 'LINK'|FILE.json|PRESET|RECIPE [--csv FILE] [--over correlation] [--from N] [--to N] [--points 6] [--resume FILE] [--as-csv|--json] [--backend wasm|cpu] [--workers N]",
  anAxis: 'a setting, such as correlation',
  aFile: 'a file',
  unknownAxis: (got: string, known: readonly string[]) =>
    `--over must be one of ${known.join(', ')}; got '${got}'.`,
  exportUsage:
    "Usage: npm run export -- 'LINK'|FILE.json|PRESET|RECIPE [--csv FILE] [--card A] [--repetition 1] [--steps N] [--at STEP] [--out DIR] [--backend wasm|cpu] [--workers N]",
  aCard: 'the letter of an architecture',
  aFolder: 'a folder',
  unknownCard: (got: string, known: readonly string[]) =>
    `--card must be one of ${known.join(', ')}; got '${got}'.`,
  noRepetition: (got: number, numReplicas: number) =>
    `--repetition must be at most ${numReplicas}; got ${got}.`,
  exported: (files: readonly string[], about: string, program: string) =>
    `Written: ${files.join(', ')}. ${about} Try: python3 ${program} --check\n`,
  sweepTook: (seconds: number) => `It took ${rounded(seconds)} s.`,
  sweepNote:
    'Gain over single-task, mean over tasks; positive is better. The 95 % intervals are pointwise: each for itself, not for all of them together.',
  gainsNote: (families: readonly string[]) => (families.length === 0 ? '' : `Gains ${families.join('; ')}.`),
  familiesNote: (families: readonly string[]) => `Intervals ${families.join('; ')}.`,
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
