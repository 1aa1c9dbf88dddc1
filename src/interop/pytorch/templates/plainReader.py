ROW_LENGTH = INPUT_DIM + 2 * len(TASKS)


def reader_of(
    names: list[str], path: str, has_labels: bool = True
) -> Callable[[list[str], int], Row]:
    """Turns the cells of a line into a row; of rows to score, into its inputs. Columns
    named like a task are its labels, blank where there is none; all others are inputs,
    in their order."""
    missing = [task.name for task in TASKS if task.name not in names]
    if missing and has_labels:
        sys.exit(f"{path} has no column {missing}; its columns are {names}.")
    places = {name: place for place, name in enumerate(names)}
    labels = [places[task.name] for task in TASKS if task.name in places]
    inputs = [place for place in range(len(names)) if place not in labels]
    if len(inputs) != INPUT_DIM:
        sys.exit(f"{path} has {len(inputs)} columns of inputs, not {INPUT_DIM}.")

    def read(cells: list[str], line: int) -> Row:
        if len(cells) != len(names):
            sys.exit(f"{path}, line {line}: {len(cells)} cells, not {len(names)}.")
        given = [cells[place].strip() for place in labels]
        try:
            values = [float(cells[place]) for place in inputs]
            targets = [float(label) if label else 0.0 for label in given]
        except ValueError as error:
            sys.exit(f"{path}, line {line}: {error}.")
        if not has_labels:
            return values
        return values + targets + [float(label != "") for label in given]

    return read
