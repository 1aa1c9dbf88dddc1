"""Writes pathLoss.json: losses and gradients of tasks that come after others, in PyTorch's float64, from the papers' formulas.

python3 tests/golden/pathLoss.py > tests/golden/pathLoss.json

conditional: cross-entropy of the labels on rows where the task before happened.
entire space: Ma et al. 2018, "Entire Space Multi-Task Model" (ESMM), equation 3: cross-entropy of y and of y z over all rows,
with p(z) = sigma(a) sigma(b); along longer paths as many factors as there are tasks.
inverse propensity: Wang et al. 2022, "ESCM2" (arXiv 2204.05125), equations 7 and 12: the loss of each clicked row over its click
probability, which gets no gradient and is at least `clip`, over all rows; weighted by lambda_c, plus lambda_g times the entire space.
"""

import json

import torch
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

torch.manual_seed(29)
NUM_TASKS, NUM_ROWS = 3, 24
CLIP, LAMBDA_C, LAMBDA_G = 0.05, 0.7, 1.3

logits = (2 * torch.randn(NUM_TASKS, NUM_ROWS, dtype=torch.float64)).float().double()
logits[:, 0] = 100
logits[:, 1] = -100
logits[:, 2] = torch.tensor([100.0, -100.0, 100.0])
happened = torch.rand(NUM_TASKS, NUM_ROWS) < 0.7
# A row is asked for a task only where the one before happened.
labels = torch.cumprod(happened, 0).double()
known = torch.cat([torch.ones(1, NUM_ROWS, dtype=torch.float64), labels[:-1]])


def product_logit(path: list[int], a: torch.Tensor) -> torch.Tensor:
    logit = a[path[0]]
    for task in path[1:]:
        both = torch.stack([-logit, -a[task], -(logit + a[task])])
        logit = -torch.logsumexp(both, 0)
    # The same as the logit of the product of probabilities, where those are not 0 or 1.
    chance = torch.sigmoid(a[path]).prod(0)
    assert torch.allclose(torch.logit(chance)[3:], logit[3:], rtol=1e-9, atol=1e-9)
    return logit


def conditional(a: torch.Tensor, path: list[int]) -> torch.Tensor:
    task = path[-1]
    rows = known[task] == 1
    return cross_entropy(a[task][rows], labels[task][rows])


def entire_space(a: torch.Tensor, path: list[int]) -> torch.Tensor:
    return cross_entropy(product_logit(path, a), labels[path].prod(0))


def inverse_propensity(a: torch.Tensor, path: list[int]) -> torch.Tensor:
    if len(path) == 1:
        return conditional(a, path)
    task = path[-1]
    propensity = torch.sigmoid(product_logit(path[:-1], a)).detach().clamp(min=CLIP)
    losses = cross_entropy(a[task], labels[task], reduction="none")
    weighted = (known[task] * losses / propensity).sum() / NUM_ROWS
    return LAMBDA_C * weighted + LAMBDA_G * entire_space(a, path)


def result_of(objective, paths: list[list[int]]) -> dict:
    a = logits[: len(paths)].clone().requires_grad_()
    losses = torch.stack([objective(a, path) for path in paths])
    losses.sum().backward()
    return {"losses": losses.tolist(), "gradients": a.grad.tolist()}


TWO, THREE = [[0], [0, 1]], [[0], [0, 1], [0, 1, 2]]
cases = {
    "conditional": result_of(conditional, THREE),
    "entireSpace": result_of(entire_space, THREE),
    "entireSpaceOfTwo": result_of(entire_space, TWO),
    "inversePropensity": result_of(inverse_propensity, THREE),
}
given = {"clip": CLIP, "lambdaC": LAMBDA_C, "lambdaG": LAMBDA_G}
rows = {name: values.tolist() for name, values in [("logits", logits), ("labels", labels), ("known", known)]}
print(json.dumps({**given, **rows, "cases": cases}, separators=(",", ":")))
