def number_in(cell: Cell) -> float:
    if isinstance(cell, float):
        return cell
    raise ValueError(f"the label {cell!r} is no number")
