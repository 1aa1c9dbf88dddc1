Cell = float | str | None  # None: blank
# What the browser trims.
SPACES = " \t\n\v\f\r\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
BLANKS = {"", "?", "na", "n/a", "nan", "null"}
NUMBER = re.compile(r"[+-]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]+)?", re.I)
DECIMAL_COMMA = re.compile(r"[+-]?(0|[1-9][0-9]*),[0-9]+")  #: not hasCommas


def cell_of(text: str) -> Cell:
    """What a cell stands for. Numbers with leading zeros are names."""
    text = text.strip(SPACES)[:__CELL_LENGTH__]
    if len(text) == __CELL_LENGTH__:
        return text  # Cut off, perhaps within a number.
    #: if hasCommas
    value = float(text) if NUMBER.fullmatch(text) else math.inf
    #: else
    decimal = text.replace(",", ".") if DECIMAL_COMMA.fullmatch(text) else text
    value = float(decimal) if NUMBER.fullmatch(decimal) else math.inf
    #: end
    #: if keepsDigits
    if math.isfinite(value) and not has_more_digits(text, value):
        return value
    #: end
    if math.isfinite(value):  #: not keepsDigits
        return value  #: not keepsDigits
    return None if text.lower() in BLANKS else text


#: if keepsDigits
def has_more_digits(text: str, value: float) -> bool:
    """True of a whole number that no float is, such as a long id: it stays a text."""
    if abs(value) < 2**53 or not text.lstrip("+-").isdigit():
        return False
    return abs(value) >= 1e21 or Decimal(repr(value)) != Decimal(text)


def rounded(cell: Cell) -> Cell:
    """The cell as a number wherever it is one, also without its last digits."""
    return float(cell) if cell is not None and NUMBER.fullmatch(str(cell)) else cell


#: end
def cached(use: Callable) -> Callable:
    """What is made of a cell, from its text: most texts come again."""
    return functools.lru_cache(maxsize=20_000)(lambda text: use(cell_of(text)))


#: if hasLogs
def logarithm(value: float) -> float:
    return math.copysign(math.log(1 + abs(value)), value)


#: end
@dataclass(frozen=True)
class Number:
    """A column of numbers: standardised, and 0 for a blank, which a second input marks
    where the browser met blanks in the rows it encodes by."""

    column: str
    mean: float
    deviation: float
    marks_blanks: bool = False
    texts_are_blank: bool = False
    #: if hasBlankNumbers
    # Numbers that count as blank.
    blanks: list[float] = field(default_factory=list)
    #: end
    is_log: bool = False  #: hasLogNumbers
    #: if hasEnds
    # What clipped numbers lie between.
    ends: list[float] = field(default_factory=lambda: [-math.inf, math.inf])
    #: end

    @property
    def width(self) -> int:
        return 1 + self.marks_blanks

    def written_out(self, stored: Tensor) -> Tensor:
        return stored

    def inputs(self, cell: Cell) -> list[float]:
        cell = rounded(cell)  #: keepsDigits
        if isinstance(cell, str) and self.texts_are_blank:
            cell = None
        if isinstance(cell, str):
            raise ValueError(f"{cell!r} in column {self.column!r} is no number")
        if cell in self.blanks:  #: hasBlankNumbers
            cell = None  #: hasBlankNumbers
        if cell is None:
            return [0.0, 1.0] if self.marks_blanks else [0.0]
        cell = logarithm(cell) if self.is_log else cell  #: hasLogNumbers
        cell = max(self.ends[0], min(cell, self.ends[1]))  #: hasEnds
        value = (cell - self.mean) / self.deviation
        if not -10.0 <= value <= 10.0:
            value = math.copysign(10.0, value)
        return [value, 0.0] if self.marks_blanks else [value]


@dataclass(frozen=True)
class Categories:
    """A column of names: an input for each, and one for all other cells. What is stored
    is the place of the name."""

    column: str
    names: list[str | float]
    has_others: bool = False

    @property
    def width(self) -> int:
        return 1

    @functools.cached_property
    def places(self) -> dict[str | float, int]:
        return {name: place for place, name in enumerate(self.names)}

    def inputs(self, cell: Cell) -> list[float]:
        return [float(self.places.get(cell, len(self.names)))]

    def written_out(self, stored: Tensor) -> Tensor:
        ones = F.one_hot(stored[:, 0].long(), len(self.names) + 1).to(stored)
        return ones if self.has_others else ones[:, :-1]


#: if hasIds
class Id:
    """A column of ids: each stands for a vector, and all that were rare or never seen
    for the first one."""

    width = 1

    def __init__(self, column: str) -> None:
        self.column = column
        self.places: dict[Cell, int] = {}  # those of the weights file

    def inputs(self, cell: Cell) -> list[float]:
        return [float(self.places.get(cell, 0))]

    def written_out(self, stored: Tensor) -> Tensor:
        return stored


#: end
