__COLUMNS__

ROW_LENGTH = sum(column.width for column in INPUTS) + 2 * len(TASKS)


def written_out(stored: Tensor) -> Tensor:
    """Rows with an input for each name of a column."""
    parts = stored.split([column.width for column in INPUTS], dim=1)
    written = [column.written_out(part) for column, part in zip(INPUTS, parts)]
    return torch.cat(written, dim=1)


#: if hasIds
def name_ids(metadata: dict[str, str]) -> None:
    """Tells the columns which ids have vectors, as the weights file says."""
    columns = [column for column in INPUTS if isinstance(column, Id)]
    for column, names in zip(columns, json.loads(metadata["ids"])):
        column.places.update((name, place) for place, name in enumerate(names, 1))


#: end


#: if hasNumericLabels
def number_in(cell: Cell) -> float:
    cell = rounded(cell)  #: keepsDigits
    if isinstance(cell, float):
        return cell
    raise ValueError(f"the label {cell!r} is no number")


#: end
def inputs_of(columns: list, cell: Cell) -> list[float]:
    return [number for column in columns for number in column.inputs(cell)]


def label_of(task: Task, cell: Cell) -> float | None:
    """None: the cell is no label of the task."""
    if cell is None or cell in task.blanks:  #: hasBlankLabels
        return None  #: hasBlankLabels
    if cell is None:  #: not hasBlankLabels
        return None  #: not hasBlankLabels
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
    #: if hasScaledLabels
    value = number_in(cell)
    value = logarithm(value) if task.is_log else value  #: hasLogLabels
    return (value - task.mean) / task.deviation
    #: end


#: if hasMasks
def says_no(cell: Cell) -> bool:
    if isinstance(cell, str):
        return cell.lower() in {"no", "false", "n", "f"}
    return not cell


#: end
def reader_of(
    names: list[str], path: str, has_labels: bool = True
) -> Callable[..., Row]:
    """Turns the cells of a line into a row, as the browser does; of rows to score, into
    its inputs."""
    #: if isNamed
    inputs_needed = {column.column for column in INPUTS}
    needed = inputs_needed | {task.column for task in TASKS}
    #: end
    #: if isNamed and hasMasks
    needed |= {task.mask for task in TASKS if task.mask is not None}
    #: end
    needed.add(PART_COLUMN)  #: isNamed and hasPartColumn
    needed.add(TIME_COLUMN)  #: isNamed and hasTimeCuts
    needed.add(GROUP_COLUMN)  #: isNamed and hasGroupCuts
    needed.add(WEIGHT_COLUMN)  #: isNamed and isWeighed
    #: if isNamed
    missing = sorted((needed if has_labels else inputs_needed) - set(names))
    if missing:
        sys.exit(f"{path} has no column {missing}; its columns are {names}.")
    foreign = sorted(set(names) - needed - set(OTHER_COLUMNS))
    if foreign and not has_labels:
        sys.exit(f"{path} has columns that the browser's file had not: {foreign}.")
    #: end

    places = {name: place for place, name in enumerate(names)}
    # Columns that read the same cells, as parts of a date do, share a cache.
    inputs = [
        (places[name], cached(functools.partial(inputs_of, list(columns))))
        for name, columns in itertools.groupby(INPUTS, lambda one: one.column)
    ]

    def read_inputs(cells: list[str], line: int) -> Row:
        cells += [""] * (len(names) - len(cells))
        try:
            parts = [numbers(cells[place]) for place, numbers in inputs]
        except ValueError as error:
            sys.exit(f"{path}, line {line}: {error}.")
        return list(itertools.chain.from_iterable(parts))

    if not has_labels:
        return read_inputs
    labels = [
        (places[task.column], cached(functools.partial(label_of, task)))
        for task in TASKS
    ]
    #: if hasMasks
    masks = [None if task.mask is None else places[task.mask] for task in TASKS]
    is_no = cached(says_no)
    #: end

    def read(__READ_PARAMETERS__) -> Row:
        row = read_inputs(cells, line)
        try:
            #: if hasMasks
            given = [
                None if mask is not None and is_no(cells[mask]) else label(cells[place])
                for (place, label), mask in zip(labels, masks)
            ]
            #: else
            given = [label(cells[place]) for place, label in labels]
            #: end
            #: if isWeighed
            weight = 1.0
            if is_weighed:
                weight = float(cell_of(cells[places[WEIGHT_COLUMN]]) or 0) / MEAN_WEIGHT
            #: end
        except ValueError as error:
            sys.exit(f"{path}, line {line}: {error}.")
        row += [label or 0.0 for label in given]
        row += [weight * (label is not None) for label in given]  #: isWeighed
        row += [float(label is not None) for label in given]  #: not isWeighed
        return row

    return read
