"""Holds what exported programs make of a file against what the engine made of it.

    python3 readRows.py PROGRAM.py FILE.csv EXPECTED.json

Prints the largest differences of inputs and labels, and how many rows each part has, as JSON.
"""

import argparse
import contextlib
import csv
import importlib.util
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


def rows_of(test_csv):
    """The file's rows, which are read back from where they were stored."""
    checkpoint = path.with_name(f"{path.stem}.{'all' if test_csv else 'split'}")
    args = argparse.Namespace(csv=sys.argv[2], test_csv=test_csv, seed=1, checkpoint=checkpoint)
    with contextlib.redirect_stdout(sys.stderr):
        program.CsvRows(args, "", team)
    return program.CsvRows(args, "", team)


def cells_of(shared):
    """Inputs, labels and mask of each row, in the order of the file."""
    batch = program.Batch.of(shared.rows)
    return list(zip(*(values.tolist() for values in batch)))


expected = json.loads(Path(sys.argv[3]).read_text())
# As test rows all rows are taken, in their order.
everything = rows_of(test_csv=sys.argv[2])
rows = cells_of(everything.test)
# As training rows they are weighed: nine of ten, where no column names the parts.
weighed = cells_of(everything.train)
trained = [number for number in range(len(rows)) if number % 10 != 8]


def label_off(label, mask, wanted):
    is_blank = wanted is None
    if is_blank or mask == 0:
        return 0.0 if is_blank and mask == 0 else math.inf
    return abs(label - wanted)


split = rows_of(test_csv=None)
train, test = cells_of(split.train), cells_of(split.test)


def same_rows(taken, wanted):
    """True if a part has the rows whose first cells are these; of a Parquet file nothing is asked."""
    if sys.argv[2].endswith(".parquet"):
        return None
    first = {}
    with open(sys.argv[2], encoding="utf-8", errors="replace", newline="") as file:
        for cells, row in zip(list(csv.reader(file))[1:], rows):
            first[str(row[:2])] = cells[0]
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
            if len(weighed) != len(trained)
            else max(
                abs(weight * (label is not None) - mine)
                for (_, _, mask), number in zip(weighed, trained, strict=True)
                for weight in [expected["weights"][number]]
                for label, mine in zip(expected["labels"][number], mask, strict=True)
            ),
            "sameTrain": same_rows(train, expected["train"]),
            "sameTest": same_rows(test, expected["test"]),
            "numTrain": len(train),
            "numTest": len(test),
        }
    )
)
