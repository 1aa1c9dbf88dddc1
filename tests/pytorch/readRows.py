"""Holds what exported programs make of a file against what the engine made of it.

    python3 readRows.py PROGRAM.py FILE.csv EXPECTED.json

Prints the largest differences of inputs and labels, and how many rows each part has, as JSON.
"""

import csv
import importlib.util
import itertools
import json
import math
import sys
from pathlib import Path

import torch

path = Path(sys.argv[1])
spec = importlib.util.spec_from_file_location(path.stem, path)
program = importlib.util.module_from_spec(spec)
sys.modules[spec.name] = program
spec.loader.exec_module(program)

if hasattr(program, "name_ids"):
    program.name_ids(program.read_safetensors(path.with_suffix(".safetensors"))[1])

team = program.Team(0, 1, torch.device("cpu"))
expected = json.loads(Path(sys.argv[3]).read_text())
# As test rows all rows are taken, in their order.
everything = program.CsvRows(sys.argv[2], sys.argv[2], 0, 1, team)
rows = list(itertools.chain.from_iterable(everything.rows(part, True) for part in everything.test))
# As training rows they are weighed; where a column names the parts they are not all there.
weighed = list(
    itertools.chain.from_iterable(everything.rows(part, False) for part in everything.train)
)


def label_off(label, mask, wanted):
    is_blank = wanted is None
    if is_blank or mask == 0:
        return 0.0 if is_blank and mask == 0 else math.inf
    return abs(label - wanted)


split = program.CsvRows(sys.argv[2], None, 0, 1, team)


def same_rows(is_held_out, wanted):
    """True if a part has the rows whose first cells are these."""
    first = {}
    with open(sys.argv[2], encoding="utf-8", newline="") as file:
        for cells, row in zip(list(csv.reader(file))[1:], rows):
            first[str(row[:2])] = cells[0]
    taken = (row for part in split.train for row in split.rows(part, is_held_out))
    return [first.get(str(row[:2])) for row in taken] == wanted


print(
    json.dumps(
        {
            "numRows": len(rows),
            "inputs": max(
                abs(mine - theirs)
                for (inputs, _, _), wanted in zip(rows, expected["inputs"])
                for mine, theirs in zip(inputs, wanted, strict=True)
            ),
            "labels": max(
                label_off(*cell)
                for (_, labels, mask), wanted in zip(rows, expected["labels"])
                for cell in zip(labels, mask, wanted, strict=True)
            ),
            "weights": None
            if len(weighed) < len(rows)
            else max(
                abs(weight * (label is not None) - mine)
                for (_, _, mask), weight, labels in zip(
                    weighed, expected["weights"], expected["labels"], strict=True
                )
                for label, mine in zip(labels, mask, strict=True)
            ),
            "sameTrain": same_rows(False, expected["train"]),
            "sameTest": same_rows(True, expected["test"]),
            "numTrain": sum(1 for part in split.train for _ in split.rows(part, False)),
            "numTest": sum(1 for part in split.train for _ in split.rows(part, True)),
        }
    )
)
