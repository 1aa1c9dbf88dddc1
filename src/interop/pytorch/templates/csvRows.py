class Part(NamedTuple):
    """A file, or every so-many-th row of it."""

    path: str
    first: int = 0
    every: int = 1


class CsvRows:
    """Rows of CSV files, gzipped or not, read as a stream and never held as a whole.

    Every process has its own files: give as many as there are processes, or a multiple.
    Of fewer files each process takes its rows. The files of a process are read side by
    #: if namesTestRows
    side, a row of each in turn. Without --test-csv the test rows are held out.
    #: else
    side, a row of each in turn. Without --test-csv every tenth row is held out.
    #: end
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
            #: if hasFunnel
            yield Batch.of([next(rows) for _ in range(size)]).asked()
            #: else
            yield Batch.of([next(rows) for _ in range(size)])
            #: end

    def held_out(self) -> Iterator[Batch]:
        parts = self.train if self.test is None else self.test
        rows = itertools.chain.from_iterable(self.rows(part, True) for part in parts)
        while chunk := list(itertools.islice(rows, 4096)):
            yield Batch.of(chunk).asked()  #: hasFunnel
            yield Batch.of(chunk)  #: not hasFunnel

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

    def rows(self, part: Part, is_held_out: bool) -> Iterator[Row]:
        is_split = self.test is None  #: not namesTestRows
        is_all = is_held_out and self.test is not None  #: hasParts
        names_of_part = TRAIN_NAMES  #: hasPartColumn and not namesTestRows
        #: if hasPartColumn and namesTestRows
        names_of_part = TEST_NAMES if is_held_out else TRAIN_NAMES
        #: end
        with opened(part.path) as file:
            reader = csv.reader(file)  #: hasCommas
            reader = csv.reader(file, delimiter=__DELIMITER__)  #: not hasCommas
            lines = (cells for cells in reader if any(map(str.strip, cells)))
            #: if isNamed
            names = [name.strip()[:__NAME_LENGTH__].strip() for name in next(lines, [])]
            #: else
            names = COLUMNS
            #: end
            next(lines, None)  #: not isNamed and hasHeader
            read = reader_of(names, part.path)
            for number, cells in enumerate(lines):
                if number % part.every != part.first:
                    continue
                is_tenth = number // part.every % 10 == 9  #: not namesTestRows
                #: if hasPartColumn
                named = dict(zip(names, cells)).get(PART_COLUMN, "").strip().lower()
                #: end
                part_of_row = part_of(__PART_CELL__)  #: hasCuts
                if __IS_WANTED__:
                    yield read(cells, reader.line_num, not is_held_out)  #: isWeighed
                    yield read(cells, reader.line_num)  #: not isWeighed

    def shuffled(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Draws each row from the next --shuffle rows."""
        window = list(itertools.islice(rows, max(self.shuffle, 1)))
        for row in rows:
            place = self.draws.randrange(len(window))
            yield window[place]
            window[place] = row


def parts_of(pattern: str, team: Team) -> list[Part]:
    paths = sorted(glob.glob(pattern))
    if not paths:
        sys.exit(f"No file matches {pattern!r}.")
    if len(paths) < team.size:
        return [Part(path, team.rank, team.size) for path in paths]
    return [Part(path) for path in paths[team.rank :: team.size]]


def opened(path: str) -> TextIO:
    """Text, gzipped or not, in UTF-8 or UTF-16."""  #: isUnicode
    """Text, gzipped or not, in the letters that the browser read."""  #: not isUnicode
    with open(path, "rb") as file:
        unpack = gzip.open if file.read(2) == b"\x1f\x8b" else open
    #: if isUnicode
    with unpack(path, "rb") as file:
        is_wide = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    encoding = "utf-16" if is_wide else "utf-8-sig"
    #: else
    encoding = __ENCODING__
    #: end
    return unpack(path, "rt", encoding=encoding, errors="replace", newline="")
