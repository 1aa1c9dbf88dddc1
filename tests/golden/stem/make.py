"""Makes the vector files of STEM: python3 tests/golden/stem/make.py (PyTorch 2.6, one thread).

A plain program written from the authors' code, https://github.com/LiangcaiSu/STEM
(models/STEM.py, fuxictr/pytorch/layers/blocks/mlp_block.py): there, too, a ReLU stands
behind every layer of an expert, the last one included, and behind the hidden layers of
gates and towers. Two things are left out: embeddings (every stream below the first level
is the input) and the shared unit of the last level, which nobody reads. Names of tensors
are those of the playground.
"""

import sys
from pathlib import Path

import torch
from torch import nn

sys.path.append(str(Path(__file__).parents[1]))
from vectors import MLP, VECTORS, write_cases  # noqa: E402


class Gates(nn.Module):
    """The names of the playground: experts of task 0, of task 1, ..., shared ones last."""

    def __init__(self, case):
        super().__init__()
        self.experts = nn.ModuleList()
        self.gate_weights = nn.ModuleList()
        num_tasks, input_dim = case["num_tasks"], case["input_dim"]
        num_experts = num_tasks * case["num_task_experts"] + case["num_shared_experts"]
        levels = case["expert_out_dims"]
        for level, dims in enumerate(levels):
            self.experts.append(nn.ModuleList(MLP(input_dim, dims) for _ in range(num_experts)))
            num_units = num_tasks + (level < len(levels) - 1)
            self.gate_weights.append(
                nn.ModuleList(gate(input_dim, case["gate_mlp"], num_experts) for _ in range(num_units))
            )
            input_dim = dims[-1]


def gate(input_dim, dims, num_experts):
    layers = []
    for dim in dims:
        layers += [nn.Linear(input_dim, dim), nn.ReLU()]
        input_dim = dim
    return nn.Sequential(*layers, nn.Linear(input_dim, num_experts), nn.Softmax(dim=-1))


class Stem(nn.Module):
    def __init__(self, case):
        super().__init__()
        self.case = case
        self.mtl_arch = Gates(case)
        stream_dim = case["expert_out_dims"][-1][-1]
        tower = case["task_mlp"]
        self.task_modules = nn.ModuleList(
            nn.Sequential(MLP(stream_dim, tower), nn.Linear(tower[-1], 1))
            for _ in range(case["num_tasks"])
        )

    def forward(self, x):
        num_tasks, count = self.case["num_tasks"], self.case["num_task_experts"]
        streams = self.streams_of(x)  # of each task, then the shared one
        for experts, gates in zip(self.mtl_arch.experts, self.mtl_arch.gate_weights):
            outs = []
            for e, expert in enumerate(experts):
                owner = min(e // count, num_tasks)
                outs.append((owner, expert(streams[owner])))
            mixed = []
            for unit, weigh in enumerate(gates):
                is_shared = unit == num_tasks
                # A task learns nothing for the experts of other tasks.
                seen = [
                    out if is_shared or owner in (unit, num_tasks) else out.detach()
                    for owner, out in outs
                ]
                read = streams[-1] if is_shared else streams[unit] + streams[-1]
                weights = weigh(read).unsqueeze(-1)
                mixed.append((weights * torch.stack(seen, dim=1)).sum(dim=1))
            streams = mixed
        towers = zip(self.task_modules, streams)
        return torch.cat([tower(stream) for tower, stream in towers], dim=1)

    def streams_of(self, x):
        return [x] * (self.case["num_tasks"] + 1)


CASES = {
    "one_level": dict(
        model="stem", num_tasks=2, input_dim=6, expert_out_dims=[[7, 5]], num_task_experts=1,
        num_shared_experts=2, task_mlp=[4], gate_mlp=[5], task_kinds=["binary", "regression"],
    ),
    "two_levels": dict(
        model="stem", num_tasks=3, input_dim=8, expert_out_dims=[[6], [5]], num_task_experts=2,
        num_shared_experts=1, task_mlp=[4], gate_mlp=[7, 4],
        task_kinds=["regression", "binary", "regression"],
    ),
}  # fmt: skip


if __name__ == "__main__":
    write_cases(VECTORS / "stem", CASES, Stem)
