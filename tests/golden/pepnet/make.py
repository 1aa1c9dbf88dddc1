"""Makes the vector files of PEPNet: python3 tests/golden/pepnet/make.py (PyTorch 2.6, one thread).

A plain program written from Chang et al., KDD 2023 (equations 4 to 7), with the blocks of
https://github.com/alibaba/TorchEasyRec (tzrec/modules/personalized_net.py): a gate is
Linear, ReLU, Linear, twice the sigmoid, and reads the prior and, detached, what EPNet makes
of the input; EPNet's own gate reads the input itself. There, PPNet scales what every hidden
layer of a tower gives; here, as in the paper, what every layer of a tower reads, the first
and the last one too. Hidden layers of gates are as wide as what these scale. Between EPNet
and the towers stands what stands there in the playground without them: Shared-Bottom, or
MMoE. Names of tensors are those of the playground; the prior is the last inputs.
"""

import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

sys.path.append(str(Path(__file__).parents[1]))
from vectors import MLP, VECTORS, write_cases  # noqa: E402


class GateNU(nn.Module):
    def __init__(self, input_dim, width):
        super().__init__()
        self.dense_layers = nn.Sequential(
            nn.Linear(input_dim, width), nn.ReLU(), nn.Linear(width, width), nn.Sigmoid()
        )

    def forward(self, prior, x):
        return 2 * self.dense_layers(torch.cat([prior, x.detach()], dim=-1))


class EPNet(nn.Module):
    def __init__(self, num_priors, input_dim):
        super().__init__()
        self.gate_nu = GateNU(num_priors + input_dim, input_dim)

    def forward(self, prior, x):
        return x * self.gate_nu(prior, x)


class PPNet(nn.Module):
    def __init__(self, num_tasks, input_dim, widths):
        super().__init__()
        self.gate_nus = nn.ModuleList(
            nn.ModuleList(GateNU(input_dim, width) for width in widths) for _ in range(num_tasks)
        )


class SharedBottom(nn.Module):
    def __init__(self, case):
        super().__init__()
        self.bottom_projection = MLP(case["input_dim"], case["expert_out_dims"][0])

    def forward(self, x, num_tasks):
        return [self.bottom_projection(x)] * num_tasks


class Gated(nn.Module):
    """MMoE."""

    def __init__(self, case):
        super().__init__()
        num_experts, (dims,) = case["num_shared_experts"], case["expert_out_dims"]
        self.experts = nn.ModuleList(
            [nn.ModuleList(MLP(case["input_dim"], dims) for _ in range(num_experts))]
        )
        self.gates = nn.ModuleList(
            [
                nn.ModuleList(
                    nn.Sequential(
                        nn.Identity(), nn.Linear(case["input_dim"], num_experts), nn.Softmax(dim=-1)
                    )
                    for _ in range(case["num_tasks"])
                )
            ]
        )

    def forward(self, x, _):
        outs = torch.stack([expert(x) for expert in self.experts[0]], dim=1)
        return [(gate(x).unsqueeze(-1) * outs).sum(dim=1) for gate in self.gates[0]]


class PEPNet(nn.Module):
    def __init__(self, case):
        super().__init__()
        self.case = case
        num_tasks, num_priors = case["num_tasks"], case["num_priors"]
        gates, input_dim = case["elementwise_gates"], case["input_dim"]
        self.mtl_arch = SharedBottom(case) if case["model"] == "share_bottom" else Gated(case)
        widths = [case["expert_out_dims"][-1][-1], *case["task_mlp"]]
        self.task_modules = nn.ModuleList(
            nn.Sequential(MLP(widths[0], widths[1:]), nn.Linear(widths[-1], 1))
            for _ in range(num_tasks)
        )
        self.epnet = EPNet(num_priors, input_dim) if gates != "beforeTowers" else None
        read_dim = num_priors + input_dim
        self.ppnet = PPNet(num_tasks, read_dim, widths) if gates != "beforeExperts" else None

    def forward(self, inputs):
        prior = inputs[:, self.case["input_dim"] - self.case["num_priors"] :]
        x = inputs if self.epnet is None else self.epnet(prior, inputs)
        streams = self.mtl_arch(x, self.case["num_tasks"])
        outs = []
        for task, (tower, h) in enumerate(zip(self.task_modules, streams)):
            linears = [layer for layer in tower[0].mlp_net if isinstance(layer, nn.Linear)]
            for number, linear in enumerate([*linears, tower[1]]):
                if self.ppnet is not None:
                    h = h * self.ppnet.gate_nus[task][number](prior, x)
                h = linear(h)
                h = h if linear is tower[1] else F.relu(h)
            outs.append(h)
        return torch.cat(outs, dim=1)


CASES = {
    "both": dict(
        model="share_bottom", num_tasks=3, input_dim=8, expert_out_dims=[[7, 5]], num_shared_experts=1,
        task_mlp=[6, 4], elementwise_gates="both", num_priors=3,
        task_kinds=["regression", "binary", "regression"], num_task_experts=1,
    ),
    "before_experts": dict(
        model="mmoe", num_tasks=2, input_dim=6, expert_out_dims=[[6]], num_shared_experts=3,
        task_mlp=[4], elementwise_gates="beforeExperts", num_priors=2, task_kinds=["binary", "regression"], num_task_experts=1,
    ),
    "before_towers": dict(
        model="mmoe", num_tasks=2, input_dim=6, expert_out_dims=[[6]], num_shared_experts=2,
        task_mlp=[4], elementwise_gates="beforeTowers", num_priors=0, task_kinds=["regression", "binary"], num_task_experts=1,
    ),
}  # fmt: skip


write_cases(VECTORS / "pepnet", CASES, PEPNet)
