"""Makes the vector files of embeddings: python3 tests/golden/embedding/make.py (PyTorch 2.6, one thread).

Plain programs around nn.Embedding: Shared-Bottom with one table for each column of ids, and
STEM, whose tasks have tables of their own beside the shared one, with a gradient that
reaches the task's own and the shared experts alone (Su et al., AAAI 2024). A row is numbers,
then ids, then more numbers; 24 rows share few ids, so that most occur several times, and
some ids of the tables occur in none. Names of tensors are those of the playground.
"""

import sys
from pathlib import Path

import torch
from torch import nn

sys.path.append(str(Path(__file__).parents[1]))
from stem.make import Stem  # noqa: E402
from vectors import MLP, VECTORS, write_cases  # noqa: E402

NUM_BEFORE = 2


def tables(case):
    return nn.ModuleList(nn.Embedding(count, case["embedding_dim"]) for count in case["num_vectors"])


def embedded(x, columns):
    ids = x[:, NUM_BEFORE : NUM_BEFORE + len(columns)].long()
    vectors = [column(ids[:, k]) for k, column in enumerate(columns)]
    return torch.cat([x[:, :NUM_BEFORE], *vectors, x[:, NUM_BEFORE + len(columns) :]], dim=1)


class SharedBottom(nn.Module):
    def __init__(self, case):
        super().__init__()
        self.embeddings = tables(case)
        self.mtl_arch = nn.Module()
        self.mtl_arch.bottom_projection = MLP(case["input_dim"], case["expert_out_dims"][0])
        tower, width = case["task_mlp"], case["expert_out_dims"][0][-1]
        self.task_modules = nn.ModuleList(
            nn.Sequential(MLP(width, tower), nn.Linear(tower[-1], 1)) for _ in range(case["num_tasks"])
        )

    def forward(self, x):
        stream = self.mtl_arch.bottom_projection(embedded(x, self.embeddings))
        return torch.cat([tower(stream) for tower in self.task_modules], dim=1)


class OwnTables(Stem):
    def __init__(self, case):
        super().__init__(case)
        self.embeddings = nn.ModuleList(tables(case) for _ in range(case["num_tasks"] + 1))

    def streams_of(self, x):
        return [embedded(x, columns) for columns in self.embeddings]


CASES = {
    "shared": dict(
        model="share_bottom", num_tasks=2, input_dim=2 + 2 * 3 + 1, num_vectors=[7, 5], embedding_dim=3,
        num_priors=1, expert_out_dims=[[6, 5]], task_mlp=[4], task_kinds=["binary", "regression"],
        num_steps=200,
    ),
    "stem": dict(
        model="stem", num_tasks=2, input_dim=2 + 2 * 4, num_vectors=[6, 9], embedding_dim=4,
        expert_out_dims=[[7, 5]], num_task_experts=1, num_shared_experts=2, task_mlp=[4], gate_mlp=[5],
        task_kinds=["binary", "binary"],
    ),
}  # fmt: skip


if __name__ == "__main__":
    networks = {"share_bottom": SharedBottom, "stem": OwnTables}
    write_cases(VECTORS / "embedding", CASES, lambda case: networks[case["model"]](case))
