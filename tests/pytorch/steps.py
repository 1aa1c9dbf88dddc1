"""Trains exported programs on through batches that were stored, and writes the losses of every step as JSON.

    python3 steps.py FOLDER float32|float64 RESULTS.json

For each NAME.py in FOLDER: a step for each of the batches in NAME.batches.safetensors. Under torchrun each process takes its rows
of every batch.
"""

import json
import sys
from pathlib import Path

import torch
import torch.distributed as dist
from drive import load, losses_of


def team_of(program):
    """The processes that torchrun started meet once; each program has a class of its own for them."""
    if not dist.is_initialized():
        return program.join_team()
    return program.Team(dist.get_rank(), dist.get_world_size(), torch.device("cpu"))


def main():
    folder, precision, results = sys.argv[1:]
    torch.set_default_dtype(getattr(torch, precision))
    written = {}
    for path in sorted(Path(folder).glob("*.py")):
        program = load(path)
        # Stored rows are checked in float32 elsewhere, and held-out rows are measured there.
        program.check = lambda *_: None
        program.evaluate = lambda *_: ([], 0.0)
        team = team_of(program)
        written[path.stem] = losses_of(path, program, team)
    if team.rank == 0:
        (Path(folder) / results).write_text(json.dumps(written))
    if team.size > 1:
        dist.destroy_process_group()


main()
