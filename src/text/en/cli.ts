/** English texts of the commands. */
import { formatFixedPercent } from '../format.ts';

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
  verdictOn: (reference: string, budget: string, scope: string) =>
    `Verdict on ${reference} (${budget.toLowerCase()}), ${scope}: how much lower its loss is`,
  recordUsage: "Usage: npm run record [-- PRESET ... | FILE ['LINK'|FILE.json|PRESET]]",
  recordTooLarge: (numBytes: number, max: number) =>
    `The recording has ${numBytes.toLocaleString('en')} bytes, more than the ${max.toLocaleString('en')} it may have. Record fewer repetitions, tasks or architectures.`,
  recorded: (file: string, numBytes: number, seconds: number) =>
    `${file}: ${numBytes.toLocaleString('en')} bytes, ${seconds.toFixed(0)} s.\n`,
  aNumber: 'a number',
  aaTestUsage:
    "Usage: npm run aa-test -- ['LINK'|FILE.json|PRESET] [--replicas N] [--backend wasm|cpu] [--workers N] [--json]",
  aaTestBatch: (done: number, total: number) => `${done} of ${total} repetitions trained`,
  aaTestDiverged: (numLeft: number, numReplicas: number, min: number) =>
    `Only ${numLeft} of ${numReplicas} repetitions did not diverge; drawing takes ${min}.`,
  aaTestReport: (report: {
    readonly numReplicas: number;
    readonly drawn: number;
    readonly numDraws: number;
    readonly numRivals: number;
    readonly taskNames: readonly string[];
    readonly one: { readonly overall: number; readonly tasks: readonly number[]; readonly anyTask: number };
    readonly family: { readonly overall: number; readonly anyTask: number };
    readonly shapes: readonly {
      readonly n: number;
      readonly deviation: number;
      readonly skewness: number;
      readonly excessKurtosis: number;
    }[];
    readonly coverage: { readonly loss: number; readonly gain: number };
  }) => {
    const { numReplicas, drawn, numDraws, numRivals, taskNames, one, family, shapes, coverage } = report;
    const perTask = one.tasks
      .map((share, task) => `${taskNames[task]} ${formatFixedPercent(share)}`)
      .join(', ');
    const shapeLines = shapes.map(
      ({ deviation, skewness, excessKurtosis }, index) =>
        `  ${index === 0 ? 'overall' : taskNames[index - 1]}: standard deviation ${formatFixedPercent(deviation)}, skew ${skewness.toFixed(2)}, excess kurtosis ${excessKurtosis.toFixed(2)}`,
    );
    return [
      `${numReplicas} repetitions of ${numRivals + 1} equal networks on the same data, ${shapes[0]?.n ?? 0} pairs; ${numDraws.toLocaleString('en')} experiments of ${drawn} repetitions drawn (${Math.floor((shapes[0]?.n ?? 0) / drawn)} could be drawn that have no pair in common).`,
      `False verdicts against one rival: ${formatFixedPercent(one.overall)} overall; ${perTask}; ${formatFixedPercent(one.anyTask)} on any task.`,
      `Experiments with any false statement about ${numRivals} rivals: ${formatFixedPercent(family.overall)} overall, ${formatFixedPercent(family.anyTask)} on any task.`,
      'Log ratios of the pairs:',
      ...shapeLines,
      `95 % intervals of ${drawn} of the ${numReplicas} hold what all say: ${formatFixedPercent(coverage.loss)} (mean loss), ${formatFixedPercent(coverage.gain)} (gain).`,
      '',
    ].join('\n');
  },
  aaTestResult: (share: number, family: { readonly overall: number; readonly anyTask: number }) =>
    `aa-test: ${formatFixedPercent(share)} false verdicts (3 to 7 %); with all rivals ${formatFixedPercent(family.overall)} overall and ${formatFixedPercent(family.anyTask)} on tasks (7 % at most)`,
  sweepUsage:
    "Usage: npm run sweep -- 'LINK'|FILE.json|PRESET|RECIPE [--csv FILE] [--over correlation] [--from N] [--to N] [--points 6] [--resume FILE] [--as-csv|--json] [--backend wasm|cpu] [--workers N]",
  anAxis: 'a setting, such as correlation',
  aFile: 'a file',
  unknownAxis: (got: string, known: readonly string[]) =>
    `--over must be one of ${known.join(', ')}; got '${got}'.`,
  exportUsage:
    "Usage: npm run export -- 'LINK'|FILE.json|PRESET|RECIPE [--csv FILE] [--card A] [--repetition 1] [--steps N] [--out DIR] [--backend wasm|cpu] [--workers N]",
  aCard: 'the letter of an architecture',
  aFolder: 'a folder',
  unknownCard: (got: string, known: readonly string[]) =>
    `--card must be one of ${known.join(', ')}; got '${got}'.`,
  noRepetition: (got: number, numReplicas: number) =>
    `--repetition must be at most ${numReplicas}; got ${got}.`,
  exported: (files: readonly string[], step: number, program: string) =>
    `Written after ${step.toLocaleString('en')} steps: ${files.join(', ')}. Try: python3 ${program} --check\n`,
  sweepTook: (seconds: number) => `It took ${rounded(seconds)} s.`,
  sweepNote:
    'Gain over single-task, mean over tasks; positive is better. The 95 % intervals are pointwise: each for itself, not for all of them together.',
  gainsNote: (families: readonly string[]) => (families.length === 0 ? '' : `Gains ${families.join('; ')}.`),
  familiesNote: (families: readonly string[]) => `Intervals ${families.join('; ')}.`,
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
