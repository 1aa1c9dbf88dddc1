__COLUMNS__


#: if hasIds
def name_ids(metadata: dict[str, str]) -> None:
    """Tells the columns which ids have vectors, as the weights file says."""
    columns = [column for column in INPUTS if isinstance(column, Id)]
    for column, names in zip(columns, json.loads(metadata["ids"])):
        column.places.update((name, place) for place, name in enumerate(names, 1))


#: end


#: if hasNumericLabels
def number_in(cell: Cell) -> float:
    if isinstance(cell, float):
        return cell
    raise ValueError(f"the label {cell!r} is no number")


#: end
def label_of(task: Task, row: dict[str, Cell]) -> float | None:
    """None: the row has no label of the task."""
    cell = row.get(task.column)
    if __HAS_NO_LABEL__:
        return None
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
    return (number_in(cell) - task.mean) / task.deviation  #: hasScaledLabels


#: if hasMasks
def says_no(cell: Cell) -> bool:
    if isinstance(cell, str):
        return cell.lower() in {"no", "false", "n", "f"}
    return not cell


#: end
def reader_of(names: list[str], path: str) -> Callable[..., Row]:
    """Turns the cells of a line into a row, as the browser does."""
    #: if isNamed
    needed = {column.column for column in INPUTS} | {task.column for task in TASKS}
    #: end
    #: if isNamed and hasMasks
    needed |= {task.mask for task in TASKS if task.mask is not None}
    #: end
    needed.add(PART_COLUMN)  #: isNamed and hasPartColumn
    needed.add(TIME_COLUMN)  #: isNamed and hasTimeCuts
    needed.add(GROUP_COLUMN)  #: isNamed and hasGroupCuts
    needed.add(WEIGHT_COLUMN)  #: isNamed and isWeighed
    #: if isNamed
    missing = sorted(needed - set(names))
    if missing:
        sys.exit(f"{path} has no column {missing}; its columns are {names}.")
    #: end

    def read(__READ_PARAMETERS__) -> Row:
        row = dict(zip(names, map(cell_of, cells)))
        try:
            parts = [column.inputs(row.get(column.column)) for column in INPUTS]
            labels = [label_of(task, row) for task in TASKS]
            #: if isWeighed
            weight = 1.0
            if is_weighed:
                weight = float(row.get(WEIGHT_COLUMN) or 0) / MEAN_WEIGHT
            #: end
        except ValueError as error:
            sys.exit(f"{path}, line {line}: {error}.")
        mask = [weight * (label is not None) for label in labels]  #: isWeighed
        mask = [float(label is not None) for label in labels]  #: not isWeighed
        return list(itertools.chain(*parts)), [label or 0.0 for label in labels], mask

    return read
