"""The vector files of tests/long/gpus/check/vectors: what the programs beside them have in common.

A file holds a network's tensors, a batch, what the network makes of it, the gradients,
and losses and tensors after steps of Adam, twenty if the case does not say, all drawn from the number of the case.
"""

import json
import struct
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

VECTORS = Path(__file__).parents[2] / "tests/long/gpus/check/vectors"


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


def losses_of(output, target, kinds):
    return torch.stack(
        [
            F.binary_cross_entropy_with_logits(output[:, t], target[:, t])
            if kind == "binary"
            else F.mse_loss(output[:, t], target[:, t])
            for t, kind in enumerate(kinds)
        ]
    )


def rows_of(case):
    """Numbers; of two columns on ids, each of which stands for its vector, if there are any."""
    counts = case.get("num_vectors", [])
    row_dim = case["input_dim"] - len(counts) * (case.get("embedding_dim", 1) - 1)
    x = torch.randn(24, row_dim)
    for k, count in enumerate(counts):
        x[:, 2 + k] = torch.randint(count - 1, (24,)).float()
    return x


def vectors_of(case, network_of):
    kinds = case["task_kinds"]
    model = network_of(case)
    x = rows_of(case)
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
    for _ in range(case.get("num_steps", 20)):
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


def write_cases(folder, cases, network_of):
    torch.set_num_threads(1)
    for number, (name, case) in enumerate(cases.items()):
        torch.manual_seed(number + 1)
        facts = {**case, "self_exp_res_connect": None, "torch": torch.__version__}
        write(folder / f"{name}.safetensors", vectors_of(case, network_of), facts)
