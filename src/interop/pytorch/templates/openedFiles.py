def parts_of(pattern: str, team: Team) -> list[Part]:
    paths = sorted(glob.glob(pattern))
    if not paths:
        sys.exit(f"No file matches {pattern!r}.")
    if len(paths) < team.size:
        return [Part(path, team.rank, team.size) for path in paths]
    return [Part(path) for path in paths[team.rank :: team.size]]


def opened(path: str) -> TextIO:
    """Text, gzipped or not, in UTF-8 or UTF-16."""
    with open(path, "rb") as file:
        unpack = gzip.open if file.read(2) == b"\x1f\x8b" else open
    with unpack(path, "rb") as file:
        is_wide = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    encoding = "utf-16" if is_wide else "utf-8-sig"
    return unpack(path, "rt", encoding=encoding, errors="replace", newline="")
