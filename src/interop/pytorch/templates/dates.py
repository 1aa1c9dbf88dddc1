EPOCH = datetime(1970, 1, 1)
YEARS = range(-30_610_224_000_000, 253_402_300_800_000)  # 1000 to 9999
COUNTED = {"milliseconds": 1, "microseconds": 1000, "nanoseconds": 1_000_000}
CLOCK = (
    r"((T|,? +)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(:(?P<second>[0-9]{2})([.,](?P<fraction>[0-9]+))?)?( ?(?P<half>[AP])M)?"
    r"( ?(Z|UTC|(?P<sign>[+-])(?P<zone>[0-9]{2}(:?[0-9]{2})?)))?)?"
)
YEAR_FIRST = re.compile(
    r"(?P<year>[1-9][0-9]{3})(?P<between>[-/.])(?P<first>[0-9]{1,2})(?P=between)"
    r"(?P<last>[0-9]{1,2})" + CLOCK,
    re.IGNORECASE | re.ASCII,
)
YEAR_LAST = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<between>[-/.])(?P<last>[0-9]{1,2})(?P=between)"
    r"(?P<year>[1-9][0-9]{3}|[0-9]{2})" + CLOCK,
    re.IGNORECASE | re.ASCII,
)


@functools.lru_cache(maxsize=100_000)
def time_of(cell: Cell, form: str) -> int | None:
    """Milliseconds since 1970; None: blank, or no date. Without an offset it is UTC."""
    cell = rounded(cell)  #: keepsDigits
    is_written = form in ("year first", "day first", "month first")
    if cell is None or is_written is isinstance(cell, float):
        return None
    try:
        if is_written:
            time = time_written(str(cell), form)
        else:
            time = time_counted(float(cell), form)
    except (ValueError, OverflowError):
        return None
    return time if time in YEARS else None


def time_counted(value: float, form: str) -> int:
    if form == "digits":
        if not value.is_integer() or not 10_000_101 <= value <= 99_991_231:
            raise ValueError
        year, day = divmod(int(value), 10_000)
        return milliseconds(datetime(year, day // 100, day % 100) - EPOCH)
    return math.floor(value * 1000 if form == "seconds" else value / COUNTED[form])


def time_written(cell: str, form: str) -> int:
    match = YEAR_FIRST.fullmatch(cell)
    is_month_first = match is not None or form == "month first"
    if match is None and form != "year first":
        match = YEAR_LAST.fullmatch(cell)
    if match is None:
        raise ValueError
    parts = match.groupdict(default="0")
    year = int(parts["year"])
    if len(parts["year"]) == 2:
        year += 2000 if year < 69 else 1900
    month, day = int(parts["first"]), int(parts["last"])
    if not is_month_first:
        month, day = day, month
    hour = int(parts["hour"])
    if parts["half"] != "0":
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if parts["half"] in "Pp" else 0)
    minute, second = int(parts["minute"]), int(parts["second"])
    moment = datetime(year, month, day, hour, minute, second)
    fraction = int(parts["fraction"][:3].ljust(3, "0"))
    zone = parts["zone"].replace(":", "").ljust(4, "0")
    hours, minutes = int(zone[:2]), int(zone[2:])
    if hours > 23 or minutes > 59:
        raise ValueError
    ahead = timedelta(hours=hours, minutes=minutes)
    ahead = -ahead if parts["sign"] == "-" else ahead
    return milliseconds(moment - EPOCH - ahead) + fraction


def milliseconds(duration: timedelta) -> int:
    return duration // timedelta(milliseconds=1)


#: if hasDates
def number_of_date(time: int, part: str) -> float:
    return (
        time / 86_400_000 if part == "days" else part_of_hour(time // 3_600_000, part)
    )


@functools.lru_cache(maxsize=100_000)
def part_of_hour(hours: int, part: str) -> float:
    """Hours since 1970."""
    moment = EPOCH + timedelta(hours=hours)
    if part in ("year", "day"):
        return float(moment.year if part == "year" else moment.day)
    name, wave = part.split()
    if name == "month":
        place = (moment.month - 1) / 12
    elif name == "weekday":
        place = moment.weekday() / 7
    else:
        place = moment.hour / 24
    angle = 2 * math.pi * place
    return math.sin(angle) if wave == "sine" else math.cos(angle)


@dataclass(frozen=True, kw_only=True)
class DatePart(Number):
    """A part of a date, as a number. What is no date counts as blank."""

    part: str
    form: str

    def inputs(self, cell: Cell) -> list[float]:
        time = time_of(cell, self.form)
        number = None if time is None else number_of_date(time, self.part)
        return super().inputs(number)


#: end
