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
