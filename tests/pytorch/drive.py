"""Runs exported programs on batches that were stored, and says what they make of them as JSON.

    python3 drive.py FOLDER [mtl_lib.py]

For each NAME.py in FOLDER: its own check, then a step for each of the batches in NAME.batches.safetensors.
With the file of the authors' library, NAME.json says which of its models loads the weights.
"""

import argparse
import contextlib
import importlib.util
import io
import json
import sys
from itertools import islice
from pathlib import Path

import torch


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem.replace("-", "_"), path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


class Stored:
    """Batches in the order of their steps, of each the rows of one process; all the program asks of rows."""

    def __init__(self, program, tensors, team):
        own = slice(team.rank, None, team.size)
        parts = [tensors[key][:, own] for key in ("inputs", "labels", "mask")]
        self.batches_of = lambda: (program.Batch(*batch) for batch in zip(*parts))

    def batches(self, step, batch_size):
        return self.batches_of()

    def held_out(self, kind, limit):
        # Measured after every step, and nobody asks what comes of it.
        return islice(self.batches_of(), 1)


def losses_of(path, program, team):
    """Losses of every step, as the program reports them."""
    losses = []
    program.report = lambda step, sums, measured, team: losses.append((sums[0] / sums[1]).tolist())
    program.save = lambda *_: None
    weights = path.with_suffix(".safetensors")
    asked = {"fresh": False, "batch_size": 0, "eval_every": 1, "eval_rows": None}
    args = argparse.Namespace(weights=weights, checkpoint=weights, **asked)
    model = program.CentralTaskArch()
    step, metadata = program.load_weights(args, model, team)
    optimizer = program.optimizer_of(model, program.LEARNING_RATE)
    program.restore_adam(path.with_suffix(".adam.safetensors"), model, optimizer)
    tensors, _ = program.read_safetensors(path.with_suffix(".batches.safetensors"))
    span = range(step, step + len(tensors["inputs"]))
    program.train(model, optimizer, Stored(program, tensors, team), span, args, team, program.Best())
    return losses


def exit_of(act, *args):
    """What a program says when it stops in the middle of something, on either stream."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        try:
            act(*args)
        except SystemExit as stop:
            return f"{said.getvalue()}{stop.code}"
    return None


def stops_of(program, path):
    """Its answer to weights that are off, and to --help."""
    weights, metadata = program.read_safetensors(path.with_suffix(".safetensors"))
    weights["task_modules.0.1.bias"] += 0.0001
    model = program.CentralTaskArch()
    model.load_state_dict(weights)
    sys.argv = [path.name, "--help"]
    return {
        "large": exit_of(program.check, *large_logits(program, path)),
        "damaged": exit_of(program.check, model, json.loads(metadata["check"])),
        "help": exit_of(program.parse_arguments),
    }


def large_logits(program, path):
    """A model and stored rows with logits so large that one float32 ulp is more than 1e-5."""
    factor = 1024
    weights, metadata = program.read_safetensors(path.with_suffix(".safetensors"))
    for t in range(len(program.TASKS)):
        weights[f"task_modules.{t}.1.weight"] *= factor
        weights[f"task_modules.{t}.1.bias"] *= factor
    model = program.CentralTaskArch()
    model.load_state_dict(weights)
    stored = json.loads(metadata["check"])
    logits = factor * torch.tensor(stored["logits"], dtype=torch.float64)
    rows = program.Batch(*(torch.tensor(stored[key]).double() for key in ("inputs", "labels", "mask")))
    sums, counts = program.task_sums(logits, rows)
    has_paths = hasattr(program, "losses_of")
    losses = program.losses_of(sums, counts) if has_paths else sums / counts.clamp(min=1)
    return model, {**stored, "logits": logits.tolist(), "losses": losses.tolist()}


def authors_error(path, program, authors):
    """How far the logits of the authors' own class are from the browser's, with the same file."""
    given = json.loads(path.with_suffix(".json").read_text())
    if given["mtl_model"] is None:
        return None
    task_mlp, input_dim = given.pop("task_mlp"), given.pop("input_dim")
    configs = authors.MtlConfigs(**given)
    inputs = authors.ArchInputs(num_task=len(program.TASKS), task_mlp=task_mlp, mtl_configs=configs)
    model = authors.CentralTaskArch(configs, inputs, input_dim)
    weights, metadata = program.read_safetensors(path.with_suffix(".safetensors"))
    model.load_state_dict(weights, strict=True)
    stored = json.loads(metadata["check"])
    with torch.no_grad():
        logits = torch.cat(model(torch.tensor(stored["inputs"])), dim=1)
    return float((logits - torch.tensor(stored["logits"])).abs().max())


def main():
    folder = Path(sys.argv[1])
    authors = load(Path(sys.argv[2])) if len(sys.argv) > 2 else None
    results = {}
    for path in sorted(folder.glob("*.py")):
        program = load(path)
        results[path.stem] = {
            "losses": losses_of(path, program, program.Team(0, 1, torch.device("cpu"))),
            **stops_of(program, path),
            "authors": None if authors is None else authors_error(path, program, authors),
        }
    (folder / "results.json").write_text(json.dumps(results))


if __name__ == "__main__":
    main()
