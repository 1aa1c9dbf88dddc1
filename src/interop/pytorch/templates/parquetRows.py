def is_parquet(path: str) -> bool:
    with open(path, "rb") as file:
        return file.read(4) == b"PAR1"


def parquet_lines(path: str) -> Iterator[list[str]]:
    """The names of the columns, then the rows, as texts that a CSV file would have.
    Columns of lists, maps, structs and bytes are left out."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        sys.exit(f"{path} is a Parquet file: install pyarrow, which reads such files.")
    file = parquet.ParquetFile(path)
    enums = {
        column.path
        for column in map(file.schema.column, range(len(file.schema)))
        if column.converted_type == "ENUM"
    }
    names = [
        column.name
        for column in file.schema_arrow
        if column.name in enums or has_texts(column.type, pa)
    ]
    yield names
    for batch in file.iter_batches(columns=names):
        yield from map(list, zip(*(texts_in(column, pa) for column in batch.columns)))


def has_texts(kind: Any, pa: Any) -> bool:
    """True of the type of a column whose cells are numbers, texts or moments."""
    types = pa.types
    if types.is_dictionary(kind):
        return has_texts(kind.value_type, pa)
    is_text = types.is_string(kind) or types.is_large_string(kind)
    is_number = types.is_integer(kind) or types.is_floating(kind)
    is_time = types.is_temporal(kind) and not types.is_duration(kind)
    is_other = types.is_boolean(kind) or types.is_decimal(kind) or types.is_null(kind)
    return is_text or is_number or is_time or is_other


def texts_in(column: Any, pa: Any) -> list[str]:
    """The cells of an Arrow array."""
    kind, types = column.type, pa.types
    if types.is_date(kind):
        counts = column.cast(pa.date32()).cast(pa.int32()).to_pylist()
        return ["" if count is None else day_text(count) for count in counts]
    if not types.is_timestamp(kind) and not types.is_time(kind):
        return list(map(text_of, column.to_pylist()))
    counts = column.cast(pa.int32() if types.is_time32(kind) else pa.int64())
    per_second = PER_SECOND[kind.unit]
    write = time_text if types.is_timestamp(kind) else clock_text
    return [
        "" if count is None else write(count, per_second)
        for count in counts.to_pylist()
    ]


PER_SECOND = {"s": 1, "ms": 1000, "us": 1_000_000, "ns": 1_000_000_000}


def text_of(value: Any) -> str:
    """A value of Python as a CSV file has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value) if isinstance(value, int | str) else repr(float(value))


def day_text(days: int) -> str:
    try:
        return (datetime(1970, 1, 1) + timedelta(days=days)).date().isoformat()
    except OverflowError:
        return str(days)


def time_text(count: int, per_second: int) -> str:
    """A moment in units since 1970; where no date says it, the count."""
    seconds, fraction = divmod(count, per_second)
    try:
        moment = datetime(1970, 1, 1) + timedelta(seconds=seconds)
    except OverflowError:
        return str(count)
    digits = str(fraction).rjust(len(str(per_second)) - 1, "0").rstrip("0")
    return moment.isoformat(" ") + (f".{digits}" if digits else "")


def clock_text(count: int, per_second: int) -> str:
    if 0 <= count < 86_400 * per_second:
        return time_text(count, per_second)[11:]
    return str(count)
