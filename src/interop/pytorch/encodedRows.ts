/** The columns of a file as the browser encoded them, and the reader that does the same. Constants and templates. */
import { tableLimits } from '../../schema/limits.ts';
import type { EncodedColumn } from '../../table/encode.ts';
import type { FileEncoding } from '../../table/fileEncoding.ts';
import { waysToWrite } from '../../table/split.ts';
import { columnsWith, type TableSetup } from '../../table/tableSetup.ts';
import { cellOf, labelCode } from './fileLabels.ts';
import { assignment, type Call } from './python.ts';
import columnClasses from './templates/columns.py?raw';

/** A file as it was set up and as it was read. */
export interface EncodedFile {
  readonly setup: TableSetup;
  readonly file: FileEncoding;
}

/** The split of the rows of a file into training and test. */
export interface FileParts {
  /** The column that says it; null: there is none. */
  readonly column: string | null;
  readonly namesTestRows: boolean;
}

/** True if a column says how much rows count in training. */
export const weighsRows = (encoded: EncodedFile | null): boolean =>
  encoded !== null && encoded.file.meanWeight !== null;

export const partsOfFile = ({ setup, file }: EncodedFile): FileParts => ({
  column: columnsWith(setup, 'split')[0] ?? null,
  namesTestRows: file.namesTestRows,
});

/** The reader, after the constants that it reads by. */
export function encodedReaderCode(encoded: EncodedFile): string {
  const { setup } = encoded;
  return [cellCode(setup), columnClasses, constantsOf(encoded), labelCode(setup), readerCode(encoded)].join(
    '\n\n',
  );
}

function constantsOf({ setup, file }: EncodedFile): string {
  const { column } = partsOfFile({ setup, file });
  const why = setup.hasHeader ? 'some have no name of their own' : 'the files do not name them';
  return [
    ...(file.isNamed ? [] : [`${assignment('COLUMNS', file.columnNames)}  # ${why}`]),
    '# Means, deviations and names are those of the rows that the browser trained on.',
    assignment('INPUTS', file.encoding.columns.map(columnCall)),
    ...(column === null ? [] : partConstants(column)),
    ...(file.meanWeight === null ? [] : weightConstants(setup, file.meanWeight)),
    '',
  ].join('\n');
}

const partConstants = (column: string): readonly string[] => [
  `${assignment('PART_COLUMN', column)}  # says which rows are for training and which for tests`,
  assignment('TRAIN_NAMES', waysToWrite('train')),
  assignment('TEST_NAMES', waysToWrite('test')),
];

const weightConstants = (setup: TableSetup, mean: number): readonly string[] => [
  ...columnsWith(setup, 'weight').map(
    (name) => `${assignment('WEIGHT_COLUMN', name)}  # how much a row counts in training`,
  ),
  assignment('MEAN_WEIGHT', mean),
];

function columnCall(column: EncodedColumn): Call {
  const { kind, name } = column;
  if (kind === 'number')
    return {
      call: 'Number',
      given: [
        [null, name],
        ['mean', column.mean],
        ['deviation', column.deviation],
        ...(column.marksBlanks ? ([['marks_blanks', true]] as const) : []),
      ],
    };
  return {
    call: 'Categories',
    given: [
      [null, name],
      [null, column.categories.map(cellOf)],
      ...(column.hasOthers ? ([['has_others', true]] as const) : []),
    ],
  };
}

const cellCode = ({ delimiter }: TableSetup): string => `Cell = float | str | None  # None: blank
BLANKS = {"", "?", "na", "n/a", "nan", "null"}
NUMBER = re.compile(r"[+-]?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)(e[+-]?[0-9]+)?", re.I)
${delimiter === 'comma' ? '' : 'DECIMAL_COMMA = re.compile(r"[+-]?(0|[1-9][0-9]*),[0-9]+")\n'}

@functools.lru_cache(maxsize=100_000)
def cell_of(text: str) -> Cell:
    """What a cell stands for. Numbers with leading zeros are names."""
    text = text.strip()[:${tableLimits.cellLength}]
    if text.lower() in BLANKS:
        return None
${
  delimiter === 'comma'
    ? `    value = float(text) if NUMBER.fullmatch(text) else math.inf
`
    : `    decimal = text.replace(",", ".") if DECIMAL_COMMA.fullmatch(text) else text
    value = float(decimal) if NUMBER.fullmatch(decimal) else math.inf
`
}    return value if math.isfinite(value) else text
`;

function readerCode(encoded: EncodedFile): string {
  const isWeighed = weighsRows(encoded);
  return `def reader_of(names: list[str], path: str) -> Callable[..., Row]:
    """Turns the cells of a line into a row, as the browser does."""
${encoded.file.isNamed ? missingCode(encoded) : ''}
    def read(cells: list[str], line: int${isWeighed ? ', is_weighed: bool = False' : ''}) -> Row:
        row = dict(zip(names, map(cell_of, cells)))
        try:
            parts = [column.inputs(row.get(column.column)) for column in INPUTS]
            labels = [label_of(task, row) for task in TASKS]
${
  isWeighed
    ? `            weight = 1.0
            if is_weighed:
                weight = float(row.get(WEIGHT_COLUMN) or 0) / MEAN_WEIGHT
`
    : ''
}        except ValueError as error:
            sys.exit(f"{path}, line {line}: {error}.")
        mask = [${isWeighed ? 'weight * (label is not None)' : 'float(label is not None)'} for label in labels]
        return list(itertools.chain(*parts)), [label or 0.0 for label in labels], mask

    return read
`;
}

function missingCode({ setup, file }: EncodedFile): string {
  const masks = setup.targets.some((target) => target?.mask)
    ? '    needed |= {task.mask for task in TASKS if task.mask is not None}\n'
    : '';
  const part = columnsWith(setup, 'split').length > 0 ? '    needed.add(PART_COLUMN)\n' : '';
  const weight = weighsRows({ setup, file }) ? '    needed.add(WEIGHT_COLUMN)\n' : '';
  return `    needed = {column.column for column in INPUTS} | {task.column for task in TASKS}
${masks}${part}${weight}    missing = sorted(needed - set(names))
    if missing:
        sys.exit(f"{path} has no column {missing}; its columns are {names}.")
`;
}
