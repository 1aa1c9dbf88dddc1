def says_no(cell: Cell) -> bool:
    if isinstance(cell, str):
        return cell.lower() in {"no", "false", "n", "f"}
    return not cell
