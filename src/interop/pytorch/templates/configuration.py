@dataclass(frozen=True)
class Task:
    name: str  #: readsCells
    #: if not readsCells
    name: str  # also the column of its labels; a blank is no label
    #: end
    kind: str  # "regression" or "binary"
    loss_weight: float
    positive_rate: float = 0.5  # of a binary task  #: drawsRows and hasBinary
    #: if drawsRows and hasMissing
    label_fraction: float = 1.0  # share of the training rows with a label
    #: end
    column: str  # of its labels; a blank is no label  #: readsCells
    #: if hasNamedLabels
    positive: list[str | float] | None = None  # the cells that say yes
    #: end
    above: float | None = None  # greater numbers say yes  #: hasThresholds
    mean: float = 0.0  # labels are standardised  #: hasScaledLabels
    deviation: float = 1.0  #: hasScaledLabels
    is_log: bool = False  # labels are logarithms  #: hasLogLabels
    #: if hasBlankLabels
    # Numbers that are no label.
    blanks: list[float] = field(default_factory=list)
    #: end
    mask: str | None = None  # the column that says which rows have a label  #: hasMasks


#: if hasLevels and not hasBottom
@dataclass(frozen=True)
class Level:
    """Experts read the streams of the level before; units make those of the next."""

    dims: list[int]  # widths of the layers of an expert
    reads: list[int]  # the stream that each expert reads
    num_units: int
    sees: list[list[int]]  # the experts in each unit's gate  #: seesSome
    #: if hasOwn and hasGates
    own: list[list[int]]  # the experts that each unit adds besides
    #: end
    own: list[list[int]]  # the experts that each unit adds  #: hasOwn and not hasGates
    gate_reads: list[list[int]]  # the streams that each gate adds  #: readsSums
    #: if hasTaught
    teaches: list[list[int]]  # the experts that each unit passes its gradient to
    #: end
    is_linear: bool = False  # no ReLU after an expert's last layer  #: hasLinear


#: end
__CONFIGURATION__
