class Part(NamedTuple):
    """A file, or of its rows of each kind every so-many-th."""

    file: int  # among the files of all processes
    path: str
    first: int = 0
    every: int = 1
    is_test: bool = False


class Shared:
    """Encoded rows that lie in files of all processes, numbered as if there was one.
    The file of this process is mapped into memory, and read where a row is needed."""

    def __init__(
        self, path: Path, counts: dict[Part, int], num_files: int, team: Team
    ) -> None:
        """`path`: rows of this process; `counts`: of the whole file of each part."""
        totals = torch.zeros(num_files, dtype=torch.int64)
        self.first, self.every, self.shifts = torch.zeros_like(totals).repeat(3, 1)
        length = 0
        for part, count in counts.items():
            # Where processes share a file, one of them says how long it is.
            totals[part.file] = count if part.first == 0 else 0
            self.first[part.file], self.every[part.file] = part.first, part.every
            self.shifts[part.file] = length
            length += len(range(part.first, count, part.every))
        totals = team.sum(totals.to(team.device)).cpu()
        self.ends = totals.cumsum(0)
        self.starts = self.ends - totals
        self.num_rows = int(self.ends[-1])
        self.rows = torch.zeros(0, ROW_LENGTH)
        if length > 0:
            size = length * ROW_LENGTH
            mapped = torch.from_file(str(path), shared=True, size=size)
            self.rows = mapped.view(length, ROW_LENGTH)

    def places_of(self, numbers: Tensor) -> Tensor:
        """The places in this process's file of those of the rows that it has."""
        files = torch.bucketize(numbers, self.ends, right=True)
        numbers, every = numbers - self.starts[files], self.every[files]
        turn = numbers % every.clamp(min=1)
        is_own = (every > 0) & (turn == self.first[files])
        return (self.shifts[files] + numbers // every.clamp(min=1))[is_own]


class CsvRows:
    """Rows of CSV files, gzipped or not, or Parquet files. They are encoded once, into
    files beside the checkpoint, which are read wherever rows are needed and never held
    as a whole.

    Every process reads its own files, or of fewer files than processes its share of the
    rows. An epoch has the rows of all processes in a new order, and each process takes
    those of a batch that it has.
    #: if namesTestRows
    Without --test-csv the test rows of the files are held out.
    #: else
    Without --test-csv every tenth row is a test row.
    #: end
    #: if not namesValidationRows
    Another tenth chooses the best network.
    #: end
    """

    def __init__(self, args: argparse.Namespace, ids: str, team: Team) -> None:
        self.seed = args.seed
        self.splits = args.test_csv is None
        files = paths_of(args.csv)
        tests = [] if self.splits else paths_of(args.test_csv)
        self.paths = files + tests
        parts = parts_of(files, team)
        parts += parts_of(tests, team, before=len(files), is_test=True)
        self.folder = args.checkpoint.with_suffix(".rows")
        self.name = f"{team.rank}-of-{team.size}"
        self.encode(parts, ids, team)
        counts = json.loads(self.path_of("json").read_text())["counts"]
        self.train, self.validation, self.test = (
            Shared(self.path_of(kind), dict(zip(parts, of_kind)), len(self.paths), team)
            for kind, of_kind in zip(KINDS, counts)
        )
        if self.train.num_rows == 0:
            sys.exit(f"{args.csv} has no row to train on.")

    def path_of(self, ending: str) -> Path:
        return self.folder / f"{self.name}.{ending}"

    def encode(self, parts: list[Part], ids: str, team: Team) -> None:
        """Writes the rows of the parts, unless they lie there from the same files."""
        stats = [os.stat(part.path) for part in parts]
        seen = [(*part, s.st_size, s.st_mtime_ns) for part, s in zip(parts, stats)]
        made_by = Path(__file__).read_text(encoding="utf-8")
        key = hashlib.sha256(json.dumps([seen, made_by, ids]).encode()).hexdigest()
        about = self.path_of("json")
        if about.exists() and json.loads(about.read_text())["key"] == key:
            return
        if team.rank == 0:
            print(f"Encoding all rows once, into {self.folder}", flush=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        about.unlink(missing_ok=True)
        counts: dict[str, list[int]] = {kind: [] for kind in KINDS}
        with contextlib.ExitStack() as stack:
            files = {
                kind: stack.enter_context(open(self.path_of(kind), "wb"))
                for kind in (*KINDS, "lines")
            }
            for part in parts:
                for of_kind in counts.values():
                    of_kind.append(0)
                for kind, line, row in self.rows(part):
                    counts[kind][-1] += 1
                    if row is None:
                        continue
                    files[kind].write(array.array("f", row))
                    if kind == "test":
                        place = part.file * LINES + line
                        files["lines"].write(array.array("q", [place]))
        about.write_text(json.dumps({"key": key, "counts": [*counts.values()]}))

    def batches(self, step: int, batch_size: int) -> Iterator[Batch]:
        """This process's rows of the batch of that step and of all that follow."""
        while True:
            numbers = numbers_of(step, batch_size, self.train.num_rows, self.seed)
            rows = self.train.rows[self.train.places_of(numbers)]
            yield Batch.of(rows).asked()  #: hasFunnel
            yield Batch.of(rows)  #: not hasFunnel
            step += 1

    def held_out(self, kind: str, limit: int | None) -> Iterator[Batch]:
        """At most so many rows, of all processes; the same ones every time."""
        held = self.validation if kind == "validation" else self.test
        numbers = torch.arange(held.num_rows)
        if limit is not None and limit < len(numbers):
            generator = torch.Generator().manual_seed(0)
            drawn = torch.randperm(len(numbers), generator=generator)[:limit]
            numbers = drawn.sort().values
        for places in held.places_of(numbers).split(4096):
            yield Batch.of(held.rows[places]).asked()  #: hasFunnel
            yield Batch.of(held.rows[places])  #: not hasFunnel

    def lines(self) -> Tensor:
        """Of all test rows of this process: file * LINES + line."""
        path = self.path_of("lines")
        length = path.stat().st_size // 8
        if length == 0:
            return torch.zeros(0, dtype=torch.int64)
        return torch.from_file(str(path), True, length, dtype=torch.int64)

    def rows(self, part: Part) -> Iterator[tuple[str, int, Row | None]]:
        """What each row of the file is for, its line, and what it is encoded as, if it
        is of this part."""
        counts = dict.fromkeys(KINDS, 0)
        names, lines = table_of(part.path)
        read = reader_of(names, part.path)
        place = dict(zip(names, itertools.count()))[__PART_COLUMN__]  #: hasParts
        for number, (line, cells) in enumerate(lines):
            #: if hasParts
            kind = part_of(cells[place] if place < len(cells) else "")
            if part.is_test:
                kind = "test"
            if kind is None or (kind == "test" and not (part.is_test or self.splits)):
                continue
            #: else
            kind = "test" if part.is_test else "train"
            #: end
            tenth = number % 10  #: dealsTenths
            #: if not namesTestRows
            if kind == "train" and self.splits and tenth == 9:
                kind = "test"
            #: end
            #: if not namesValidationRows
            if kind == "train" and tenth == 8:
                kind = "validation"
            #: end
            row = None
            if counts[kind] % part.every == part.first:
                row = read(cells, line, kind == "train")  #: isWeighed
                row = read(cells, line)  #: not isWeighed
            counts[kind] += 1
            yield kind, line, row


KINDS = ("train", "validation", "test")
LINES = 1 << 40  # more than a file has


def paths_of(pattern: str) -> list[str]:
    paths = sorted(glob.glob(pattern))
    if not paths:
        sys.exit(f"No file matches {pattern!r}.")
    return paths


def parts_of(
    paths: list[str], team: Team, before: int = 0, is_test: bool = False
) -> list[Part]:
    """Of this process: some of the files, or its share of each of fewer files."""
    files = list(enumerate(paths, before))
    size, rank = team.size, team.rank
    if len(paths) < size:
        return [Part(i, path, rank, size, is_test) for i, path in files]
    return [Part(i, path, is_test=is_test) for i, path in files[rank::size]]


#: if hasPartColumn
def part_of(cell: str) -> str | None:
    """What PART_COLUMN says of a row; None: it is for nothing."""
    name = cell.strip().lower()
    named = zip(KINDS, (TRAIN_NAMES, VALIDATION_NAMES, TEST_NAMES))
    return next((kind for kind, names in named if name in names), None)


#: end
def table_of(path: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The names of the columns, and the rows with their lines."""
    lines = lines_of(path)
    #: if isNamed
    _, header = next(lines, (0, []))
    printable = [UNPRINTABLE.sub("", name) for name in header]
    return [name.strip()[:__NAME_LENGTH__].strip() for name in printable], lines
    #: else
    next(lines, None)  #: hasHeader
    return COLUMNS, lines
    #: end


#: if isNamed
# As the browser does: signs that break a line, turn its direction or are halves.
UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
#: end


def lines_of(path: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of a file with their numbers, those with names first."""
    if is_parquet(path):
        yield from enumerate(parquet_lines(path), 1)
        return
    csv.field_size_limit(__ROW_LENGTH_LIMIT__)
    with opened(path) as file:
        reader = csv.reader(file)  #: hasCommas
        reader = csv.reader(file, delimiter=__DELIMITER__)  #: not hasCommas
        for cells in reader:
            # Excel's line that says how cells are cut.
            line = reader.line_num
            is_sign = line == 1 and re.fullmatch("sep=.?", "".join(cells), re.I)
            if any(map(str.strip, cells)) and not is_sign:
                yield line, cells


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
    return unpack(path, "rt", encoding=encoding, errors="replace")
