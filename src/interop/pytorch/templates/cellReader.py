Cell = float | str | None  # None: blank
BLANKS = {"", "?", "na", "n/a", "nan", "null"}
NUMBER = re.compile(r"[+-]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]+)?", re.I)
DECIMAL_COMMA = re.compile(r"[+-]?(0|[1-9][0-9]*),[0-9]+")  #: not hasCommas


@functools.lru_cache(maxsize=100_000)
def cell_of(text: str) -> Cell:
    """What a cell stands for. Numbers with leading zeros are names."""
    text = text.strip()[:__CELL_LENGTH__]
    if text.lower() in BLANKS:
        return None
    #: if hasCommas
    value = float(text) if NUMBER.fullmatch(text) else math.inf
    #: else
    decimal = text.replace(",", ".") if DECIMAL_COMMA.fullmatch(text) else text
    value = float(decimal) if NUMBER.fullmatch(decimal) else math.inf
    #: end
    return value if math.isfinite(value) else text


@dataclass(frozen=True)
class Number:
    """A column of numbers: standardised, and 0 for a blank, which a second input marks
    where the browser met blanks in its training rows."""

    column: str
    mean: float
    deviation: float
    marks_blanks: bool = False
    texts_are_blank: bool = False

    def inputs(self, cell: Cell) -> list[float]:
        if isinstance(cell, str) and self.texts_are_blank:
            cell = None
        if isinstance(cell, str):
            raise ValueError(f"{cell!r} in column {self.column!r} is no number")
        if cell is None:
            return [0.0, 1.0] if self.marks_blanks else [0.0]
        value = max(-10.0, min((cell - self.mean) / self.deviation, 10.0))
        return [value, 0.0] if self.marks_blanks else [value]


@dataclass(frozen=True)
class Categories:
    """A column of names: an input for each, and one for all other cells."""

    column: str
    names: list[str | float]
    has_others: bool = False

    @functools.cached_property
    def places(self) -> dict[str | float, int]:
        return {name: place for place, name in enumerate(self.names)}

    def inputs(self, cell: Cell) -> list[float]:
        values = [0.0] * (len(self.names) + self.has_others)
        place = self.places.get(cell, len(self.names))
        if place < len(values):
            values[place] = 1.0
        return values


#: if hasIds
class Id:
    """A column of ids: each stands for a vector, and all that were rare or never seen
    for the first one."""

    def __init__(self, column: str) -> None:
        self.column = column
        self.places: dict[Cell, int] = {}  # those of the weights file

    def inputs(self, cell: Cell) -> list[float]:
        return [float(self.places.get(cell, 0))]


#: end
__COLUMNS__


#: if hasIds
def name_ids(metadata: dict[str, str]) -> None:
    """Tells the columns which ids have vectors, as the weights file says."""
    columns = [column for column in INPUTS if isinstance(column, Id)]
    for column, names in zip(columns, json.loads(metadata["ids"])):
        column.places.update((name, place) for place, name in enumerate(names, 1))


#: end


#: if hasNumericLabels
def number_in(cell: Cell) -> float:
    if isinstance(cell, float):
        return cell
    raise ValueError(f"the label {cell!r} is no number")


#: end
def label_of(task: Task, row: dict[str, Cell]) -> float | None:
    """None: the row has no label of the task."""
    cell = row.get(task.column)
    if __HAS_NO_LABEL__:
        return None
    #: if hasNamedLabels and hasNumericLabels
    if task.positive is not None:
        return float(cell in task.positive)
    #: end
    return float(cell in task.positive)  #: hasNamedLabels and not hasNumericLabels
    #: if hasThresholds and hasScaledLabels
    if task.above is not None:
        return float(number_in(cell) > task.above)
    #: end
    return float(number_in(cell) > task.above)  #: hasThresholds and not hasScaledLabels
    return (number_in(cell) - task.mean) / task.deviation  #: hasScaledLabels


#: if hasMasks
def says_no(cell: Cell) -> bool:
    if isinstance(cell, str):
        return cell.lower() in {"no", "false", "n", "f"}
    return not cell


#: end
def reader_of(names: list[str], path: str) -> Callable[..., Row]:
    """Turns the cells of a line into a row, as the browser does."""
    #: if isNamed
    needed = {column.column for column in INPUTS} | {task.column for task in TASKS}
    #: end
    #: if isNamed and hasMasks
    needed |= {task.mask for task in TASKS if task.mask is not None}
    #: end
    needed.add(PART_COLUMN)  #: isNamed and hasPartColumn
    needed.add(WEIGHT_COLUMN)  #: isNamed and isWeighed
    #: if isNamed
    missing = sorted(needed - set(names))
    if missing:
        sys.exit(f"{path} has no column {missing}; its columns are {names}.")
    #: end

    def read(__READ_PARAMETERS__) -> Row:
        row = dict(zip(names, map(cell_of, cells)))
        try:
            parts = [column.inputs(row.get(column.column)) for column in INPUTS]
            labels = [label_of(task, row) for task in TASKS]
            #: if isWeighed
            weight = 1.0
            if is_weighed:
                weight = float(row.get(WEIGHT_COLUMN) or 0) / MEAN_WEIGHT
            #: end
        except ValueError as error:
            sys.exit(f"{path}, line {line}: {error}.")
        mask = [weight * (label is not None) for label in labels]  #: isWeighed
        mask = [float(label is not None) for label in labels]  #: not isWeighed
        return list(itertools.chain(*parts)), [label or 0.0 for label in labels], mask

    return read
