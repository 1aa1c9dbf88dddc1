#: if hasTimeCuts
def part_of(cell: str) -> str | None:
    """The part of a row by its cell of TIME_COLUMN; None: it is in none."""
    time = time_of(cell_of(cell), TIME_FORM)
    if time is None:
        return None
    if time >= TEST_FROM:
        return "test"
    return "validation" if time >= VALIDATION_FROM else "train"


#: end
#: if hasGroupCuts
@functools.lru_cache(maxsize=100_000)
def part_of(cell: str) -> str:
    """The part of a row by its cell of GROUP_COLUMN."""
    name = cell_of(cell)
    if name in TRAIN_GROUPS:
        return "train"
    if name in VALIDATION_GROUPS:
        return "validation"
    number = number_of_group(name)
    if number < TEST_BELOW:
        return "test"
    return "validation" if number < VALIDATION_BELOW else "train"


def number_of_group(name: Cell) -> int:
    """FNV-1a of the seed of the split and the name, mixed as MurmurHash3 ends."""
    if isinstance(name, float):
        data = struct.pack("<d", name + 0.0)
    else:
        data = (name or "").encode("utf-16-le", "surrogatepass")
    number = 0x811C9DC5
    for byte in struct.pack("<I", SPLIT_SEED) + data:
        number = (number ^ byte) * 0x01000193 & 0xFFFFFFFF
    number = (number ^ number >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    number = (number ^ number >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return number ^ number >> 16


#: end
