/** Collects problems of a set-up and its file, each with its fix, and notes on the file. */
import { tableLimits } from '../../../core/schema/limits.ts';
import { text } from '../../../text/text.ts';
import { type EncodedTable, type Encoding, encodedOf, numFeaturesOf } from '../encode.ts';
import { labelScaleOf, rawLabelsOf } from '../labels.ts';
import { countNumbers, isMostlyNumbers, numbersAt, writtenNumberIn } from '../numbers.ts';
import { rowsThatFit } from '../rowSizes.ts';
import { weightProblem } from '../rowWeights.ts';
import { MIN_ROWS_OF_PART, partNamed, type TableSplit } from '../split.ts';
import { categoriesOf, hasTooManyTexts, type Table } from '../table.ts';
import { columnIn, columnsWith, isInput, type TableSetup, type TargetSetup } from '../tableSetup.ts';
import { dealingNotes, dealingProblems, noDates } from './dealingNotes.ts';
import { leaksOf } from './leaks.ts';

const words = text.tableFile.problems;

export interface TableProblem {
  /** Null for the whole file. */
  readonly column: string | null;
  readonly message: string;
  readonly isAlarm?: boolean;
}

/** Empty if the file can be trained on. Never throws. */
export function problemsOfTable(
  table: Table,
  setup: TableSetup,
  { split, encoding }: EncodedTable = encodedOf(table, setup),
): readonly TableProblem[] {
  const inFile = fileProblems(table, setup);
  if (inFile.length > 0) return inFile;
  const inDealing = dealingProblems(table, setup);
  const inSplit = inDealing.length > 0 ? inDealing : splitProblems(split);
  if (inSplit.length > 0) return inSplit;
  return [
    ...textsAsNumbers(table, setup),
    ...noDates(table, setup),
    ...columnsWith(setup, 'weight').flatMap((name) => {
      const message = weightProblem(table, setup, name, split.train);
      return message === null ? [] : [{ column: name, message }];
    }),
    ...widthProblems(encoding),
    ...setup.targets.flatMap((target, task) =>
      target === null ? [] : targetProblems(table, setup, { target, task, split }),
    ),
  ];
}

const ofFile = (message: string): TableProblem => ({ column: null, message });

function fileProblems(table: Table, setup: TableSetup): readonly TableProblem[] {
  if (setup.hash !== 'any' && setup.hash !== table.hash)
    return [ofFile(words.otherFile(table.fileName, setup.fileName))];
  const missing = missingColumns(table, setup);
  if (missing.length > 0) return [ofFile(words.missingColumns(missing, table.columns.length))];
  const [named] = columnsWith(setup, 'split');
  return setup.resplits && named !== undefined ? [{ column: named, message: words.splitTwice(named) }] : [];
}

const missingColumns = (table: Table, setup: TableSetup): readonly string[] =>
  setup.columns.filter(({ name }) => columnIn(table, setup, name) === undefined).map(({ name }) => name);

function splitProblems(split: TableSplit): readonly TableProblem[] {
  return (['train', 'validation', 'test'] as const)
    .filter((part) => split[part].length < MIN_ROWS_OF_PART)
    .map((part) => ofFile(words.smallPart(words.parts[part], split[part].length, MIN_ROWS_OF_PART)));
}

const textsAsNumbers = (table: Table, setup: TableSetup): readonly TableProblem[] =>
  columnsWith(setup, 'number').flatMap((name) => {
    const column = columnIn(table, setup, name);
    if (column?.kind !== 'text') return [];
    const counts = countNumbers(column);
    return isMostlyNumbers(counts)
      ? []
      : [{ column: name, message: words.textsAsNumber(name, counts.firstOther ?? '') }];
  });

function widthProblems({ columns, inputDim }: Encoding): readonly TableProblem[] {
  if (inputDim === 0) return [ofFile(words.nothingVaries)];
  if (inputDim <= tableLimits.features) return [];
  const widest = [...columns].sort((a, b) => numFeaturesOf(b) - numFeaturesOf(a)).slice(0, 3);
  const named = widest.map((column) => words.width(column.name, numFeaturesOf(column)));
  return [ofFile(words.tooWide(inputDim, tableLimits.features, named))];
}

// Standard deviations: squares of larger labels approach the limit of single precision and drown all others.
const FAR = 1e9;

interface TargetPlace {
  readonly target: TargetSetup;
  readonly task: number;
  readonly split: TableSplit;
}

function targetProblems(
  table: Table,
  setup: TableSetup,
  { target, task, split }: TargetPlace,
): TableProblem[] {
  const problem = (message: string) => [{ column: target.column, message }];
  const { positive } = target;
  const column = columnIn(table, setup, target.column);
  if (column !== undefined && hasTooManyTexts(column)) return problem(words.tooManyTexts(target.column));
  if (column?.kind === 'text' && positive?.kind !== 'values')
    return problem(words.targetOfTexts(task + 1, target.column));
  const labels = rawLabelsOf(table, setup, target);
  const { mean, deviation } = labelScaleOf(labels, split.train);
  for (const part of ['train', 'validation', 'test'] as const) {
    const known = numbersAt(labels, split[part]);
    const [first] = known;
    if (first === undefined) return problem(words.noLabels(task + 1, words.parts[part]));
    const far = known.find((label) => Math.abs(label - mean) > FAR * deviation);
    if (positive === null && far !== undefined)
      return problem(words.farLabel(task + 1, words.parts[part], far));
    if (known.every((label) => label === first))
      return problem(
        positive === null
          ? words.oneNumber(task + 1, words.parts[part], first)
          : words.oneClass(task + 1, words.parts[part], first === 1),
      );
  }
  return [];
}

function sampledNote({ numRowsInFile, numRows, columns }: Table): string {
  const isFull = numRows === rowsThatFit(columns.length);
  return words.sampled(numRowsInFile, numRows, columns.length, isFull);
}

/** Alarms first. */
export function notesOnTable(
  table: Table,
  setup: TableSetup,
  encoded: EncodedTable = encodedOf(table, setup),
): readonly TableProblem[] {
  const { numRows, numRowsInFile, numRagged, renamed } = table;
  const leftOut = table.parquet?.leftOut ?? [];
  return [
    ...leaksOf(table, setup, encoded).map((leak) => ({ ...leak, isAlarm: true })),
    ...(numRowsInFile > numRows ? [ofFile(sampledNote(table))] : []),
    ...(table.isDamaged ? [ofFile(words.damaged)] : []),
    ...(table.form.characters === 'unicode'
      ? []
      : [ofFile(words.notUnicode(text.tableSetup.choices.characters[table.form.characters]))]),
    ...(leftOut.length > 0 ? [ofFile(text.parquet.leftOut(leftOut))] : []),
    ...(numRagged > 0 ? [ofFile(words.ragged(numRagged))] : []),
    ...(renamed.length > 0 ? [ofFile(words.renamed(renamed))] : []),
    ...dealingNotes(table, setup, encoded.split),
    ...columnNotes(table, setup, encoded.encoding),
    ...unknownParts(table, setup),
    ...columnsWith(setup, 'weight').map((name) => ({ column: name, message: words.weighted(name) })),
  ];
}

function columnNotes(table: Table, setup: TableSetup, { columns }: Encoding): readonly TableProblem[] {
  return setup.columns.flatMap(({ name, role }) => {
    const note = (message: string) => [{ column: name, message }];
    const column = columnIn(table, setup, name);
    if (role === 'ignored') {
      const cell = column === undefined ? null : writtenNumberIn(column);
      return cell === null ? [] : note(words.writtenNumbers(name, cell));
    }
    if (!isInput(role)) return [];
    const encoded = columns.find((one) => one.name === name);
    if (column !== undefined && hasTooManyTexts(column)) return note(words.tooManyTexts(name));
    if (encoded === undefined) return note(words.constant(name));
    if (encoded.kind === 'number') {
      const odd = role !== 'date' && column?.kind === 'text' ? countNumbers(column) : null;
      return [
        ...(odd === null || odd.numOthers === 0
          ? []
          : note(words.oddCells(name, odd.numOthers, odd.firstOther ?? ''))),
        ...(encoded.marksBlanks ? note(words.blankNumbers(name)) : []),
      ];
    }
    const numTexts = column === undefined ? 0 : categoriesOf(column).categories.length;
    if (encoded.kind === 'id')
      return note(words.vectors(name, numTexts, encoded.values.length, setup.minIdRows));
    return numTexts > encoded.categories.length
      ? note(words.manyCategories(name, numTexts, encoded.categories.length))
      : [];
  });
}

/** Cells that name no part; their rows are left out. */
function unknownParts(table: Table, setup: TableSetup): readonly TableProblem[] {
  return columnsWith(setup, 'split').flatMap((name) => {
    const column = columnIn(table, setup, name);
    const unknown =
      column === undefined ? [] : categoriesOf(column).categories.filter((cell) => !partNamed(cell));
    return unknown.length === 0 ? [] : [{ column: name, message: words.unknownPart(name, unknown[0] ?? '') }];
  });
}
