@dataclass(frozen=True)
class Number:
    """A column of numbers: standardised, and 0 for a blank, which a second input marks
    where the browser met blanks in its training rows."""

    column: str
    mean: float
    deviation: float
    marks_blanks: bool = False

    def inputs(self, cell: Cell) -> list[float]:
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
