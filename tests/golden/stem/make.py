"""Makes the vector files of STEM: python3 tests/golden/stem/make.py (PyTorch 2.6, one thread).

A plain program written from the authors' code, https://github.com/LiangcaiSu/STEM
(models/STEM.py, fuxictr/pytorch/layers/blocks/mlp_block.py): there, too, a ReLU stands
behind every layer of an expert, the last one included, and behind the hidden layers of
gates and towers. Two things are left out: embeddings (every stream below the first level
is the input) and the shared unit of the last level, which nobody reads. Names of tensors
are those of the playground.
"""

import json
import struct
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

HERE = Path(__file__).parent


class MLP(nn.Module):
    def __init__(self, input_dim, dims):
        super().__init__()
        layers = []
        for dim in dims:
            layers += [nn.Linear(input_dim, dim), nn.ReLU()]
            input_dim = dim
        self.mlp_net = nn.Sequential(*layers)

    def forward(self, x):
        return self.mlp_net(x)


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
        streams = [x] * (num_tasks + 1)  # of each task, then the shared one
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


CASES = {
    "one_level": dict(
        num_tasks=2, input_dim=6, expert_out_dims=[[7, 5]], num_task_experts=1,
        num_shared_experts=2, task_mlp=[4], gate_mlp=[5], task_kinds=["binary", "regression"],
    ),
    "two_levels": dict(
        num_tasks=3, input_dim=8, expert_out_dims=[[6], [5]], num_task_experts=2,
        num_shared_experts=1, task_mlp=[4], gate_mlp=[7, 4],
        task_kinds=["regression", "binary", "regression"],
    ),
}  # fmt: skip


def losses_of(output, target, kinds):
    return torch.stack(
        [
            F.binary_cross_entropy_with_logits(output[:, t], target[:, t])
            if kind == "binary"
            else F.mse_loss(output[:, t], target[:, t])
            for t, kind in enumerate(kinds)
        ]
    )


def vectors_of(case):
    kinds = case["task_kinds"]
    model = Stem(case)
    x = torch.randn(24, case["input_dim"])
    target = torch.randn(24, case["num_tasks"])
    for t, kind in enumerate(kinds):
        if kind == "binary":
            target[:, t] = (target[:, t] > 0).float()
    tensors = {"input": x, "target": target}
    tensors |= {f"param/{name}": p.detach().clone() for name, p in model.named_parameters()}
    output = model(x)
    losses = losses_of(output, target, kinds)
    losses.mean().backward()
    tensors |= {"output": output.detach(), "task_loss": losses.detach()}
    tensors |= {f"grad/{name}": p.grad.clone() for name, p in model.named_parameters()}
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    before = []
    for _ in range(20):
        optimizer.zero_grad()
        losses = losses_of(model(x), target, kinds)
        before.append(losses.detach())
        losses.mean().backward()
        optimizer.step()
    tensors["adam/task_loss"] = torch.stack(before)
    tensors |= {f"adam/{name}": p.detach().clone() for name, p in model.named_parameters()}
    return tensors


def write(path, tensors, metadata):
    header = {"__metadata__": {key: json.dumps(value) for key, value in metadata.items()}}
    parts, at = [], 0
    for name, tensor in tensors.items():
        part = struct.pack(f"<{tensor.numel()}f", *tensor.flatten().tolist())
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [at, at + len(part)]}
        parts.append(part)
        at += len(part)
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(parts))


torch.set_num_threads(1)
for number, (name, case) in enumerate(CASES.items()):
    torch.manual_seed(number + 1)
    write(HERE / f"{name}.safetensors", vectors_of(case), {"model": "stem", **case, "self_exp_res_connect": None, "torch": torch.__version__})
