/** English texts of the commands. */
const rounded = (value: number): string =>
  value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en');

function usage(
  command: string,
  options: string,
  own: readonly (readonly [option: string, meaning: string])[],
): string {
  const lines = [
    ['--csv FILE', 'the file that the experiment trains on: CSV, packed with gzip or not, or Parquet'],
    ['--target COLUMN', 'without an experiment: what a task predicts; once per task'],
    ['--by time', 'the newest rows are for tests; or time:COLUMN, group:COLUMN'],
    ['--encoding NAME', 'without an experiment: how the file writes letters; guessed if left out'],
    ...own,
    ['--backend wasm|cpu', 'where it is trained; measured if left out'],
    ['--workers N', 'threads; as many as there are cores if left out'],
  ].map(([option = '', meaning = '']) => `  ${option.padEnd(20)}${meaning}`);
  return [
    `Usage: npm run -s ${command} -- 'LINK'|FILE.json|PRESET|RECIPE ${options}`,
    `       npm run -s ${command} -- --csv FILE --target COLUMN [--target COLUMN ...] ${options}`,
    '',
    ...lines,
  ].join('\n');
}

const alike = { digits: 'same to the last digit', intervals: 'same within intervals', differs: 'differs' };

const studies = { sweep: 'a sweep' } as const;

export const cliText = {
  unknownOption: (option: string) => `Unknown option '${option}'.`,
  missingValue: (option: string, values: string) => `${option} needs a value: ${values}.`,
  workersValue: (got: string) => `--workers must be a whole number from 1 to 99; got '${got}'.`,
  backendValue: (got: string) => `--backend must be wasm or cpu; got '${got}'.`,

  trainUsage: usage('train', '[--compare-all] [--json|--markdown]', [
    ['--compare-all', 'every architecture, each at its best size and learning rate'],
    ['--json', 'one JSON object on standard output'],
    ['--markdown', 'a report instead of a table'],
  ]),
  csvValue: 'a CSV file, packed with gzip or not, or a Parquet file',
  aColumn: 'a column of the file',
  targetAlone:
    '--target is for a file alone: an experiment says itself what its tasks predict. Leave one of the two out.',
  optionAlone: (option: string) =>
    `${option} is for a file alone: an experiment says itself how its file is read and split. Leave one of the two out.`,
  aName: 'such as gb18030',
  encodingValue: (got: string, names: readonly string[]) =>
    `--encoding must be one of ${names.join(', ')}; got '${got}'.`,
  settings: {
    title: 'Settings, as links have them; those of architectures count for all, --t2 to --t8 are like --t1:',
    compound: 'settings such as NAME:VALUE, with commas between them',
    treatments: 'l_-999: logarithms (c: clipped to the middle 99 %), and -999 is blank; other columns stay',
    noColumns: '--cols is for the columns of a file, and this experiment lists none of its own.',
  },
  needsTarget: (path: string, guess: string | null) =>
    `Nothing says what to predict in '${path}': add --target COLUMN${guess === null ? '' : `, such as --target '${guess}'`}, once per task.`,
  noColumn: (got: string, columns: readonly string[]) =>
    `The file has no column '${got}' that a task could predict; its columns are ${columns.join(', ')}.`,
  asLink: (link: string) => `The same on the page, with the file at hand: ${link}`,
  readSoFar: (share: number, numRows: number) =>
    `${Math.round(100 * share)} % read, ${numRows.toLocaleString('en')} rows`,
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
  multiplyAdds: 'multiply-adds a row',
  widths: 'widths',
  someDiverged: (count: number) => ` (${count} diverged)`,
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
    `Compared with ${reference} (${budget.toLowerCase()}), ${scope}: plus is better than it`,
  aNumber: 'a number',
  sweepUsage: usage('sweep', '[--over SETTING] [--from N] [--to N] [--points 6]', [
    [
      '--over SETTING',
      'what is varied; correlation if left out, all settings are named where one is unknown',
    ],
    ['--from N, --to N', 'the ends of its range'],
    ['--points 6', 'how many values'],
    ['--resume FILE', 'a file that keeps finished points'],
    ['--as-csv, --json', 'the points as CSV or JSON instead of a table'],
  ]),
  anAxis: 'a setting, such as correlation',
  aFile: 'a file',
  unknownAxis: (got: string, known: readonly string[]) =>
    `--over must be one of ${known.join(', ')}; got '${got}'.`,
  exportUsage: usage('export', '[--card A] [--out DIR]', [
    ['--card A', 'the letter of the architecture; the first if left out'],
    ['--repetition 1', 'which repetition'],
    ['--steps N', 'trains so many steps; 0 writes the weights that it begins with'],
    ['--at STEP', 'the weights of that step; of the one that is reported if left out'],
    ['--out DIR', 'the folder to write into'],
    ['--json', 'trains nothing, and prints the experiment as JSON, which all commands and the page read'],
  ]),
  predictUsage: usage('predict', '--predict NEW --out FILE [--card A]', [
    ['--predict NEW', 'the file to predict, CSV or Parquet; it needs neither labels nor split'],
    ['--out FILE', 'a CSV file to write into: file, line, and a prediction for each task'],
    ['--card A', 'the letter of the architecture; the reference if left out'],
    ['--repetition 1', 'which repetition'],
    ['--at STEP', 'the network of that step; of the one that is reported if left out'],
  ]),
  aCard: 'the letter of an architecture',
  aFolder: 'a folder',
  unknownCard: (got: string, known: readonly string[]) =>
    `--card must be one of ${known.join(', ')}; got '${got}'.`,
  exported: (files: readonly string[], about: string, program: string) =>
    `Written: ${files.join(', ')}. ${about} Try: python3 ${program} --check\n`,
  sweepTook: (seconds: number) => `It took ${rounded(seconds)} s.`,
  sweepNote:
    'Gain over single-task, mean over tasks; positive is better. The 95 % intervals are pointwise: each for itself, not for all of them together.',
  gainsNote: (families: readonly string[]) => (families.length === 0 ? '' : `Gains ${families.join('; ')}.`),
  familiesNote: (families: readonly string[]) => `Intervals ${families.join('; ')}.`,
  repairedNote:
    'An asterisk marks a correlation that cannot exist between so many tasks: the nearest possible one was trained.',
  noStudy: (path: string, kind: keyof typeof studies) =>
    `The file '${path}' does not hold ${studies[kind]}. Name another one, or delete it.`,
  otherStudy: (path: string, kind: keyof typeof studies) =>
    `The file '${path}' holds ${studies[kind]} of another experiment or setting. Name another file.`,
  notEvaluated: 'The run ended before it was evaluated.',
  compare: {
    usage:
      'Usage: npm run -s compare -- A.json B.json [--json]\n\nThe files are results: of train --json, or saved by the page.',
    noResult: (path: string) =>
      `The file '${path}' is no result: save it by train --json, or by the menu of the page.`,
    noRun: 'The file holds no run.',
    sameExperiment: 'Both are of the same experiment, backend and file.',
    file: 'File',
    column: (name: string) => `column ${name}`,
    backend: (before: string, after: string) => `It ran on ${after} instead of ${before}.`,
    loss: (
      card: string,
      task: string,
      before: number | null,
      after: number | null,
      same: keyof typeof alike,
    ) =>
      `${card}, ${task}: ${after?.toPrecision(5) ?? 'diverged'}, before ${before?.toPrecision(5) ?? 'diverged'}: ${alike[same]}`,
    verdict: (card: string, before: string, after: string, isSame: boolean) =>
      `Verdict on ${card}: ${after} overall, before ${before}; ${isSame ? 'the same on every task' : 'not the same everywhere'}`,
  },
  numberValue: (option: string, isWhole: boolean, min: number, max: number, got: string) =>
    `${option} must be a ${isWhole ? 'whole ' : ''}number ${
      max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`
    }; got '${got}'.`,
  oneForm: (first: string, second: string) =>
    `${first} and ${second} are two forms of the same answer: leave one of them out.`,
} as const;
