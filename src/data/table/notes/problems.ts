/** Collects problems of a set-up and its file, each with its fix, and notes on the file. */
import { tableLimits } from '../../../core/schema/limits.ts';
import { text } from '../../../text/text.ts';
import { datesOfColumn } from '../dates.ts';
import {
  type EncodedTable,
  encodedTableOf,
  inputColumnsOf,
  numFeaturesOf,
  type TableEncoding,
} from '../encode.ts';
import { columnKinds, kindOfEncoded } from '../kinds/registry.ts';
import { labelScaleOf, rawLabelsOf, weightProblem } from '../labels.ts';
import { numbersOfRows } from '../numbers.ts';
import { partNames, type TableSplit } from '../parts.ts';
import { MIN_ROWS_OF_PART, partOfName } from '../split.ts';
import { categoriesOf, hasTooManyTexts, type Table } from '../table.ts';
import {
  columnOfName,
  columnsWithRole,
  isInputRole,
  maxRowsThatFit,
  splitMethodOf,
  type TableSetup,
  type TargetSetup,
  timeColumnOf,
} from '../tableSetup.ts';
import { dateNotes } from './dateNotes.ts';
import { leakSentences } from './leaks.ts';
import { columnsLeftOut } from './leftOut.ts';
import { type OfferedTreatment, treatmentNotes } from './treatments.ts';

const { dealing: dealingWords } = text;
const words = text.tableFile.problems;

export interface TableProblem {
  readonly column: string | null;
  readonly message: string;
  readonly isAlarm?: boolean;
  readonly isLeftOut?: boolean;
  readonly offer?: OfferedTreatment;
}

/** Never throws. */
export function problemsOfTable(
  table: Table,
  setup: TableSetup,
  { split, encoding }: EncodedTable = encodedTableOf(table, setup),
): readonly TableProblem[] {
  const inFile = fileProblems(table, setup);
  if (inFile.length > 0) return inFile;
  const inDealing = splittingProblems(table, setup);
  const inSplit = inDealing.length > 0 ? inDealing : splitProblems(split);
  if (inSplit.length > 0) return inSplit;
  return [
    ...inputColumnsOf(table, setup).flatMap((one) => notesOnColumn(one.name, one.kind.problemOf?.(one))),
    ...columnsWithRole(setup, 'weight').flatMap((name) =>
      notesOnColumn(name, weightProblem(table, setup, name, split.train)),
    ),
    ...widthProblems(encoding),
    ...setup.targets.flatMap((target, task) =>
      target === null ? [] : targetProblems(table, setup, { target, task, split }),
    ),
  ];
}

const problemOfFile = (message: string): TableProblem => ({ column: null, message });

const notesOnColumn = (column: string | null, message: string | null | undefined): readonly TableProblem[] =>
  message ? [{ column, message }] : [];

function fileProblems(table: Table, setup: TableSetup): readonly TableProblem[] {
  if (setup.hash !== 'any' && setup.hash !== table.hash)
    return [problemOfFile(words.otherFile(table.fileName, setup.fileName))];
  const missing = missingColumns(table, setup);
  if (missing.length > 0) return [problemOfFile(words.missingColumns(missing, table.columns.length))];
  const [named] = columnsWithRole(setup, 'split');
  return setup.resplits && named !== undefined ? [{ column: named, message: words.splitTwice(named) }] : [];
}

const missingColumns = (table: Table, setup: TableSetup): readonly string[] =>
  setup.columns.filter(({ name }) => columnOfName(table, setup, name) === undefined).map(({ name }) => name);

function splitProblems(split: TableSplit): readonly TableProblem[] {
  return partNames
    .filter((part) => split[part].length < MIN_ROWS_OF_PART)
    .map((part) => problemOfFile(words.smallPart(words.parts[part], split[part].length, MIN_ROWS_OF_PART)));
}

function widthProblems({ columns, inputDim }: TableEncoding): readonly TableProblem[] {
  if (inputDim === 0) return [problemOfFile(words.nothingVaries)];
  if (inputDim <= tableLimits.features) return [];
  const widest = [...columns].sort((a, b) => numFeaturesOf(b) - numFeaturesOf(a)).slice(0, 3);
  const named = widest.map((column) => words.width(column.name, numFeaturesOf(column)));
  return [problemOfFile(words.tooWide(inputDim, tableLimits.features, named))];
}

// Standard deviations: squares of larger labels approach the limit of single precision and drown all others.
const MAX_LABEL_DEVIATIONS = 1e9;

interface TargetPosition {
  readonly target: TargetSetup;
  readonly task: number;
  readonly split: TableSplit;
}

function targetProblems(
  table: Table,
  setup: TableSetup,
  { target, task, split }: TargetPosition,
): TableProblem[] {
  const problem = (message: string) => [{ column: target.column, message }];
  const { positive } = target;
  const column = columnOfName(table, setup, target.column);
  if (column !== undefined && hasTooManyTexts(column)) return problem(words.tooManyTexts(target.column));
  if (column?.kind === 'text' && positive?.kind !== 'values')
    return problem(words.targetOfTexts(task + 1, target.column));
  const labels = rawLabelsOf(table, setup, target);
  const { mean, deviation } = labelScaleOf(labels, split.train);
  for (const part of partNames) {
    const known = numbersOfRows(labels, split[part]);
    const [first] = known;
    if (first === undefined) return problem(words.noLabels(task + 1, words.parts[part]));
    const far = known.find((label) => Math.abs(label - mean) > MAX_LABEL_DEVIATIONS * deviation);
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
  const isFull = numRows === maxRowsThatFit(columns.length);
  return words.sampled(numRowsInFile, numRows, columns.length, isFull);
}

function lettersNote({ form, maybeCharacters = [] }: Table): string {
  const { characters: labels } = text.tableSetup.choices;
  const others = maybeCharacters.map((one) => labels[one]);
  return words.notUnicode(labels[form.characters], others);
}

/** Notes on the file, warnings first. */
export function notesOnTable(
  table: Table,
  setup: TableSetup,
  encoded: EncodedTable = encodedTableOf(table, setup),
): readonly TableProblem[] {
  const { numRows, numRowsInFile, numRagged, renamed } = table;
  const leftOut = table.parquet?.leftOut ?? [];
  return [
    ...leakSentences(table, setup, encoded).map((leak) => ({ ...leak, isAlarm: true })),
    ...treatmentNotes(table, setup, encoded),
    ...dateNotes(table, setup),
    ...(numRowsInFile > numRows ? [problemOfFile(sampledNote(table))] : []),
    ...(table.isDamaged ? [problemOfFile(words.damaged)] : []),
    ...(table.form.characters === 'unicode' ? [] : [problemOfFile(lettersNote(table))]),
    ...(leftOut.length > 0 ? [problemOfFile(text.parquet.leftOut(leftOut))] : []),
    ...(numRagged > 0 ? [problemOfFile(words.ragged(numRagged))] : []),
    ...(renamed.length > 0 ? [problemOfFile(words.renamed(renamed))] : []),
    ...splittingNotes(table, setup, encoded.split),
    ...columnNotes(table, setup, encoded.encoding),
    ...unknownPartNotes(table, setup),
    ...columnsWithRole(setup, 'weight').map((name) => ({ column: name, message: words.weighted(name) })),
    ...columnsLeftOut(table, setup, encoded.encoding),
  ];
}

function columnNotes(table: Table, setup: TableSetup, { columns }: TableEncoding): readonly TableProblem[] {
  return setup.columns.flatMap(({ name, role }) => {
    const column = columnOfName(table, setup, name);
    if (column === undefined) return [];
    const one = { name, role, column, setup };
    const unused = columnKinds.flatMap(([ofKind, kind]) =>
      ofKind === role ? [] : notesOnColumn(name, kind.unusedNote?.(one)),
    );
    const encoded = columns.find((other) => other.name === name);
    const messages = encoded === undefined ? [] : kindOfEncoded(encoded).notesOn(one, encoded);
    return [...unused, ...messages.flatMap((message) => notesOnColumn(name, message))];
  });
}

/** Cells that name no part; their rows are left out. */
function unknownPartNotes(table: Table, setup: TableSetup): readonly TableProblem[] {
  return columnsWithRole(setup, 'split').flatMap((name) => {
    const column = columnOfName(table, setup, name);
    const unknown =
      column === undefined ? [] : categoriesOf(column).categories.filter((cell) => !partOfName(cell));
    return unknown.length === 0 ? [] : [{ column: name, message: words.unknownPart(name, unknown[0] ?? '') }];
  });
}

const MIN_DISTINCT_TIMES = 3;

function splittingProblems(table: Table, setup: TableSetup): readonly TableProblem[] {
  const dealing = splitMethodOf(setup);
  if (dealing === 'time') return timeProblems(table, setup);
  return dealing === 'group' ? groupProblems(table, setup) : [];
}

function timeProblems(table: Table, setup: TableSetup): readonly TableProblem[] {
  const name = timeColumnOf(setup);
  if (name === null) return notesOnColumn(null, dealingWords.noTimeColumn);
  const column = columnOfName(table, setup, name);
  if (column === undefined) return notesOnColumn(null, dealingWords.noSuchColumn(name));
  if (setup.resplits) return notesOnColumn(name, dealingWords.resplitsByTime);
  const different = new Set<number>();
  for (const time of datesOfColumn(column).times) {
    if (!Number.isNaN(time)) different.add(time);
    if (different.size === MIN_DISTINCT_TIMES) return [];
  }
  return notesOnColumn(name, dealingWords.fewTimes(name, different.size));
}

function groupProblems(table: Table, setup: TableSetup): readonly TableProblem[] {
  const name = setup.group;
  if (name === '') return notesOnColumn(null, dealingWords.noGroupColumn);
  const column = columnOfName(table, setup, name);
  if (column === undefined) return notesOnColumn(null, dealingWords.noSuchColumn(name));
  if (hasTooManyTexts(column)) return notesOnColumn(name, dealingWords.tooManyGroups(name));
  return new Set(Array.from(categoriesOf(column).codes)).size < 2
    ? notesOnColumn(name, dealingWords.oneGroup(name))
    : [];
}

function splittingNotes(table: Table, setup: TableSetup, split: TableSplit): readonly TableProblem[] {
  const dealing = splitMethodOf(setup);
  const [named = ''] = columnsWithRole(setup, 'split');
  return [
    ...(dealing === 'column' && setup.dealBy !== 'random'
      ? notesOnColumn(named, dealingWords.columnFirst(named, setup.dealBy))
      : []),
    ...timeNotes(table, setup, split),
    ...(dealing === 'group' &&
    setup.columns.some(({ name, role }) => name === setup.group && isInputRole(role))
      ? notesOnColumn(setup.group, dealingWords.groupIsFeature(setup.group))
      : []),
  ];
}

function timeNotes(table: Table, setup: TableSetup, split: TableSplit): readonly TableProblem[] {
  const column = splitMethodOf(setup) === 'time' ? timeColumnOf(setup) : null;
  const numLeftOut = table.numRows - split.train.length - split.validation.length - split.test.length;
  return column === null || numLeftOut === 0
    ? []
    : notesOnColumn(column, dealingWords.timeless(column, numLeftOut));
}
