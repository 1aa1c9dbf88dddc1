class Part(NamedTuple):
    """A file, or every so-many-th row of it."""

    number: int  # among the parts of all processes
    file: int
    path: str
    first: int = 0
    every: int = 1
    is_test: bool = False


class Shared:
    """Encoded rows that lie in files of all processes, numbered by part. The file of
    this process is mapped into memory, and read where a row is needed."""

    def __init__(
        self, path: Path, counts: dict[Part, int], num_parts: int, team: Team
    ) -> None:
        """`path`: the rows of this process, of which parts have so many."""
        all_counts = torch.zeros(num_parts, dtype=torch.int64)
        for part, count in counts.items():
            all_counts[part.number] = count
        self.ends = team.sum(all_counts.to(team.device)).cpu().cumsum(0)
        self.num_rows = int(self.ends[-1])
        self.is_own = torch.zeros(num_parts, dtype=torch.bool)
        self.shifts = torch.zeros(num_parts, dtype=torch.int64)
        start = 0
        for part, count in counts.items():
            self.is_own[part.number] = True
            first = self.ends[part.number] - all_counts[part.number]
            self.shifts[part.number] = start - first
            start += count
        length = path.stat().st_size // 4
        self.rows = torch.zeros(0, ROW_LENGTH)
        if length > 0:
            mapped = torch.from_file(str(path), shared=True, size=length)
            self.rows = mapped.view(start, ROW_LENGTH)

    def places_of(self, numbers: Tensor) -> Tensor:
        """The places in this process's file of those of the rows that it has."""
        parts = torch.bucketize(numbers, self.ends, right=True)
        return (numbers + self.shifts[parts])[self.is_own[parts]]


class CsvRows:
    """Rows of CSV files, gzipped or not, or Parquet files. They are encoded once, into
    files beside the checkpoint, which are read wherever rows are needed and never held
    as a whole.

    Every process has its own files: give as many as there are processes, or a multiple.
    Of fewer files each process takes its rows. An epoch has the rows of all processes
    in a new order, and each process takes those of a batch that it has.
    #: if namesTestRows
    Without --test-csv the test rows are held out.
    #: else
    Without --test-csv every tenth row is held out.
    #: end
    """

    def __init__(self, args: argparse.Namespace, ids: str, team: Team) -> None:
        self.seed = args.seed
        self.splits = args.test_csv is None
        self.paths = paths_of(args.csv)
        parts = parts_of(self.paths, team)
        num_parts = number_of_parts(self.paths, team)
        if not self.splits:
            tests = paths_of(args.test_csv)
            for part in parts_of(tests, team):
                number, file = num_parts + part.number, len(self.paths) + part.file
                parts.append(Part(number, file, *part[2:5], is_test=True))
            num_parts += number_of_parts(tests, team)
            self.paths += tests
        self.folder = args.checkpoint.with_suffix(".rows")
        self.name = f"{team.rank}-of-{team.size}"
        self.encode(parts, ids, team)
        counts = json.loads(self.path_of("json").read_text())["counts"]
        self.train, self.test = (
            Shared(self.path_of(kind), dict(zip(parts, of_kind)), num_parts, team)
            for kind, of_kind in zip(("train", "test"), counts)
        )
        if self.train.num_rows == 0:
            sys.exit(f"{args.csv} has no row to train on.")

    def path_of(self, ending: str) -> Path:
        return self.folder / f"{self.name}.{ending}"

    def encode(self, parts: list[Part], ids: str, team: Team) -> None:
        """Writes the rows of the parts, unless they lie there from the same files."""
        stats = [os.stat(part.path) for part in parts]
        files = [(*part, s.st_size, s.st_mtime_ns) for part, s in zip(parts, stats)]
        made_by = Path(__file__).read_text(encoding="utf-8")
        key = hashlib.sha256(json.dumps([files, made_by, ids]).encode()).hexdigest()
        about = self.path_of("json")
        if about.exists() and json.loads(about.read_text())["key"] == key:
            return
        if team.rank == 0:
            print(f"Encoding all rows once, into {self.folder}", flush=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        about.unlink(missing_ok=True)
        counts: list[list[int]] = [[], []]
        with contextlib.ExitStack() as stack:
            train, test, lines = (
                stack.enter_context(open(self.path_of(kind), "wb"))
                for kind in ("train", "test", "lines")
            )
            for part in parts:
                in_part = [0, 0]
                for is_held_out, line, row in self.rows(part):
                    in_part[is_held_out] += 1
                    (test if is_held_out else train).write(array.array("f", row))
                    if is_held_out:
                        lines.write(array.array("q", [part.file * LINES + line]))
                for of_kind, count in zip(counts, in_part):
                    of_kind.append(count)
        about.write_text(json.dumps({"key": key, "counts": counts}))

    def batches(self, step: int, batch_size: int) -> Iterator[Batch]:
        """This process's rows of the batch of that step and of all that follow."""
        while True:
            numbers = numbers_of(step, batch_size, self.train.num_rows, self.seed)
            rows = self.train.rows[self.train.places_of(numbers)]
            yield Batch.of(rows).asked()  #: hasFunnel
            yield Batch.of(rows)  #: not hasFunnel
            step += 1

    def held_out(self, limit: int | None) -> Iterator[Batch]:
        """At most so many rows, of all processes; the same ones every time."""
        numbers = torch.arange(self.test.num_rows)
        if limit is not None and limit < len(numbers):
            generator = torch.Generator().manual_seed(0)
            drawn = torch.randperm(len(numbers), generator=generator)[:limit]
            numbers = drawn.sort().values
        for places in self.test.places_of(numbers).split(4096):
            yield Batch.of(self.test.rows[places]).asked()  #: hasFunnel
            yield Batch.of(self.test.rows[places])  #: not hasFunnel

    def lines(self) -> Tensor:
        """Of all held-out rows of this process: file * LINES + line."""
        path = self.path_of("lines")
        length = path.stat().st_size // 8
        if length == 0:
            return torch.zeros(0, dtype=torch.int64)
        return torch.from_file(str(path), True, length, dtype=torch.int64)

    def rows(self, part: Part) -> Iterator[tuple[bool, int, Row]]:
        """Whether a row is held out, its line, and what it is encoded as."""
        #: if hasPartColumn
        wanted = [*TRAIN_NAMES]
        #: end
        #: if hasPartColumn and namesTestRows
        if self.splits:
            wanted += TEST_NAMES
        #: end
        #: if hasCuts
        wanted = ["train", "test"] if self.splits else ["train"]
        #: end
        lines = lines_of(part.path)
        #: if isNamed
        _, header = next(lines, (0, []))
        names = [name.strip()[:__NAME_LENGTH__].strip() for name in header]
        #: else
        names = COLUMNS
        #: end
        next(lines, None)  #: not isNamed and hasHeader
        read = reader_of(names, part.path)
        place = dict(zip(names, itertools.count()))[__PART_COLUMN__]  #: hasParts
        for number, (line, cells) in enumerate(lines):
            if number % part.every != part.first:
                continue
            cell = cells[place] if place < len(cells) else ""  #: hasParts
            named = cell.strip().lower()  #: hasPartColumn
            named = part_of(cell)  #: hasCuts
            #: if hasParts
            if not part.is_test and named not in wanted:
                continue
            #: end
            is_tenth = number // part.every % 10 == 9  #: not namesTestRows
            #: if not namesTestRows
            is_held_out = part.is_test or (self.splits and is_tenth)
            #: end
            is_held_out = part.is_test or named == "test"  #: hasCuts
            #: if namesTestRows and not hasCuts
            is_held_out = part.is_test or named in TEST_NAMES
            #: end
            row = read(cells, line, not is_held_out)  #: isWeighed
            row = read(cells, line)  #: not isWeighed
            yield is_held_out, line, row


LINES = 1 << 40  # more than a file has


def paths_of(pattern: str) -> list[str]:
    paths = sorted(glob.glob(pattern))
    if not paths:
        sys.exit(f"No file matches {pattern!r}.")
    return paths


def number_of_parts(paths: list[str], team: Team) -> int:
    return len(paths) * (team.size if len(paths) < team.size else 1)


def parts_of(paths: list[str], team: Team) -> list[Part]:
    """Of this process."""
    files = enumerate(paths)
    size, rank = team.size, team.rank
    if len(paths) < size:
        return [Part(i * size + rank, i, path, rank, size) for i, path in files]
    return [Part(i, i, path) for i, path in files if i % size == rank]


def lines_of(path: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of a file with their numbers, those with names first."""
    if is_parquet(path):
        yield from enumerate(parquet_lines(path), 1)
        return
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
    return unpack(path, "rt", encoding=encoding, errors="replace", newline="")
