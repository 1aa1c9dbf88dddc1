"""Prints how often the labels of an exported program's tasks are 1 on rows that it draws, alone and together, as JSON.

    python3 drawnLabels.py NAME.py NUM_ROWS

For each set of tasks, as bits of its place in the list, the share of test rows in which all of them are.
"""

import json
import sys
from pathlib import Path

import torch
from drive import load


def main():
    path, num_rows = Path(sys.argv[1]), int(sys.argv[2])
    program = load(path)
    _, metadata = program.read_safetensors(path.with_suffix(".safetensors"))
    law = {name: torch.tensor(one) for name, one in json.loads(metadata["law"]).items()}
    program.NUM_TRAIN_ROWS = program.NUM_TEST_ROWS = num_rows
    team = program.Team(0, 1, torch.device("cpu"))
    labels = program.DrawnRows(law, 1, team).held[1]  # [N, T]
    num_tasks = labels.shape[1]
    sets = [[t for t in range(num_tasks) if one >> t & 1] for one in range(2**num_tasks)]
    print(json.dumps([float(labels[:, tasks].prod(dim=1).mean()) for tasks in sets]))


main()
