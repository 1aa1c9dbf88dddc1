/** Rows from CSV files, streamed: each process reads its own parts. Templates. */
import { tableLimits } from '../../schema/limits.ts';
import { signs } from '../../table/table.ts';
import { type EncodedFile, partsOfFile, weighsRows } from './encodedRows.ts';
import { pythonString } from './python.ts';
import openedFiles from './templates/openedFiles.py?raw';
import part from './templates/part.py?raw';

/** The stream, whatever the cells mean; `encoded` null: of plain numbers. */
export const csvRowsCode = (encoded: EncodedFile | null): string =>
  [part, `${streamClass(heldOutSentence(encoded))}${rowsMethod(encoded)}\n${shuffling}`, openedFiles].join(
    '\n\n',
  );

const streamClass = (heldOut: string) => `class CsvRows:
    """Rows of CSV files, gzipped or not, read as a stream and never held as a whole.

    Every process has its own files: give as many as there are processes, or a multiple.
    Of fewer files each process takes its rows. The files of a process are read side by
    side, a row of each in turn. ${heldOut}
    """

    def __init__(
        self, train: str, test: str | None, shuffle: int, seed: int, team: Team
    ) -> None:
        self.train = parts_of(train, team)
        self.test = None if test is None else parts_of(test, team)
        self.shuffle = shuffle
        self.draws = random.Random(f"{seed} {team.rank}")
        self.team = team

    def batches(self, step: int, batch_size: int) -> Iterator[Batch]:
        """This process's rows of the batch of that step and of all that follow."""
        size = len(range(self.team.rank, batch_size, self.team.size))
        if batch_size < self.team.size:
            sys.exit(f"{self.team.size} processes need batches of as many rows.")
        rows = self.shuffled(self.endless())
        for _ in range(step * size):
            next(rows)
        while True:
            yield Batch.of([next(rows) for _ in range(size)])

    def held_out(self) -> Iterator[Batch]:
        parts = self.train if self.test is None else self.test
        rows = itertools.chain.from_iterable(self.rows(part, True) for part in parts)
        while chunk := list(itertools.islice(rows, 4096)):
            yield Batch.of(chunk)

    def endless(self) -> Iterator[Row]:
        """A row of each part in turn, each from its start again when it ends."""
        streams = [self.repeated(part) for part in self.train]
        while True:
            for rows in streams:
                yield next(rows)

    def repeated(self, part: Part) -> Iterator[Row]:
        while True:
            count = 0
            for count, row in enumerate(self.rows(part, False), 1):
                yield row
            if count == 0:
                sys.exit(f"{part.path} has no row to train on.")

`;

const shuffling = `    def shuffled(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Draws each row from the next --shuffle rows."""
        window = list(itertools.islice(rows, max(self.shuffle, 1)))
        for row in rows:
            place = self.draws.randrange(len(window))
            yield window[place]
            window[place] = row
`;

function heldOutSentence(encoded: EncodedFile | null): string {
  return encoded !== null && partsOfFile(encoded).namesTestRows
    ? 'Without --test-csv the test rows are held out.'
    : 'Without --test-csv every tenth row is held out.';
}

/** The rows of a part that are wanted: as a column says where there is one, or else by their number. */
function rowsMethod(encoded: EncodedFile | null): string {
  const parts = encoded === null ? null : partsOfFile(encoded);
  const hasColumn = parts !== null && parts.column !== null;
  const isByNumber = !parts?.namesTestRows;
  return `    def rows(self, part: Part, is_held_out: bool) -> Iterator[Row]:
${isByNumber ? '        is_split = self.test is None\n' : ''}${
  hasColumn
    ? `        is_all = is_held_out and self.test is not None
        names_of_part = ${isByNumber ? 'TRAIN_NAMES' : 'TEST_NAMES if is_held_out else TRAIN_NAMES'}
`
    : ''
}        with opened(part.path) as file:
            reader = csv.reader(file${delimiterOf(encoded)})
            lines = (cells for cells in reader if any(map(str.strip, cells)))
${namesCode(encoded)}            read = reader_of(names, part.path)
            for number, cells in enumerate(lines):
                if number % part.every != part.first:
                    continue
${isByNumber ? '                is_tenth = number // part.every % 10 == 9\n' : ''}${
  hasColumn ? '                named = dict(zip(names, cells)).get(PART_COLUMN, "").strip().lower()\n' : ''
}                if ${wantedRows(hasColumn, isByNumber)}:
                    yield read(cells, reader.line_num${weighsRows(encoded) ? ', not is_held_out' : ''})
`;
}

function wantedRows(hasColumn: boolean, isByNumber: boolean): string {
  const byNumber = 'not is_split or is_tenth == is_held_out';
  if (!hasColumn) return byNumber;
  const byColumn = 'named in names_of_part';
  return `is_all or ${isByNumber ? `${byColumn} and (${byNumber})` : byColumn}`;
}

function delimiterOf(encoded: EncodedFile | null): string {
  const delimiter = encoded?.setup.delimiter ?? 'comma';
  return delimiter === 'comma' ? '' : `, delimiter=${pythonString(signs[delimiter])}`;
}

/** Names of the columns: those of the program where the file does not tell them. */
function namesCode(encoded: EncodedFile | null): string {
  if (encoded === null || encoded.file.isNamed)
    return `            names = [name.strip()[:${tableLimits.nameLength}].strip() for name in next(lines, [])]
`;
  return `            names = COLUMNS
${encoded.setup.hasHeader ? '            next(lines, None)\n' : ''}`;
}
