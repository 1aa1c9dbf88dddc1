class Part(NamedTuple):
    """A file, or every so-many-th row of it."""

    path: str
    first: int = 0
    every: int = 1
