"""Trains Shared-Bottom with embeddings on rows that a study wrote, as anybody would write it in PyTorch.

    python3 clickLog.py ROWS.json

Prints for every seed the AUC of each task on the test rows at the step with the best validation
loss, and the milliseconds of a step, as JSON. It has the sizes, the initial weights and the order
of the rows from the study, so that results can be compared pair by pair, and nothing else.
"""

import json
import sys
import time
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

path = Path(sys.argv[1])
facts = json.loads(path.read_text())
torch.set_num_threads(facts["num_threads"])
NUM_DENSE, NUM_IDS = facts["num_dense"], len(facts["num_vectors"])


def file_of(name, dtype):
    return torch.frombuffer(bytearray(path.with_name(name).read_bytes()), dtype=dtype)


def rows_of(part):
    rows = file_of(f"{part}.f32", torch.float32).reshape(-1, NUM_DENSE + NUM_IDS + facts["num_tasks"])
    dense, ids, labels = rows.split([NUM_DENSE, NUM_IDS, facts["num_tasks"]], dim=1)
    return dense.contiguous(), ids.long(), labels.contiguous()


class SharedBottom(nn.Module):
    def __init__(self):
        super().__init__()
        self.tables = nn.ModuleList(nn.Embedding(count, facts["dim"]) for count in facts["num_vectors"])
        self.bottom = mlp(NUM_DENSE + NUM_IDS * facts["dim"], facts["bottom"])
        self.towers = nn.ModuleList(
            nn.Sequential(mlp(facts["bottom"][-1], facts["tower"]), nn.Linear(facts["tower"][-1], 1))
            for _ in range(facts["num_tasks"])
        )

    def forward(self, dense, ids):
        vectors = [table(ids[:, k]) for k, table in enumerate(self.tables)]
        stream = self.bottom(torch.cat([dense, *vectors], dim=1))
        return torch.cat([tower(stream) for tower in self.towers], dim=1)


def mlp(width, dims):
    layers = []
    for dim in dims:
        layers += [nn.Linear(width, dim), nn.ReLU()]
        width = dim
    return nn.Sequential(*layers)


def auc(logits, labels):
    positives, negatives = logits[labels == 1], logits[labels == 0].sort().values
    below = torch.searchsorted(negatives, positives) + torch.searchsorted(negatives, positives, right=True)
    return float(below.double().mean() / 2 / len(negatives))


@torch.no_grad()
def logits_of(model, part):
    dense, ids, labels = part
    return torch.cat([model(*chunk) for chunk in zip(dense.split(4096), ids.split(4096))]), labels


def trained(seed, train, validation, test):
    model = SharedBottom()
    torch.nn.utils.vector_to_parameters(file_of(f"weights{seed}.f32", torch.float32), model.parameters())
    batches = file_of(f"batches{seed}.i32", torch.int32).reshape(facts["num_steps"], -1)
    optimizer = torch.optim.Adam(model.parameters(), lr=facts["learning_rate"])
    dense, ids, labels = train
    rates = validation[2].mean(dim=0)
    entropies = -(rates * rates.log() + (1 - rates) * (1 - rates).log())
    best, found, seconds = float("inf"), [], 0.0
    for step in range(1, facts["num_steps"] + 1):
        rows = batches[step - 1]
        start = time.perf_counter()
        optimizer.zero_grad()
        loss = F.binary_cross_entropy_with_logits(model(dense[rows], ids[rows]), labels[rows])
        loss.backward()
        optimizer.step()
        seconds += time.perf_counter() - start
        if step % facts["eval_every"] == 0:
            logits, known = logits_of(model, validation)
            losses = F.binary_cross_entropy_with_logits(logits, known, reduction="none").mean(dim=0)
            score = float((losses / entropies).mean())
            if score < best:
                best = score
                logits, known = logits_of(model, test)
                found = [auc(logits[:, t], known[:, t]) for t in range(facts["num_tasks"])]
    return found, 1000 * seconds / facts["num_steps"]


parts = [rows_of(part) for part in ("train", "validation", "test")]
results = [trained(seed, *parts) for seed in range(facts["num_seeds"])]
print(json.dumps({"auc": [found for found, _ in results], "ms": [ms for _, ms in results]}))
