"""Prints the numbers that uncertainty.test.ts and weightDecay.test.ts hold the engine against, made with PyTorch in float64:
python3 smallNetwork.py"""

import torch

torch.set_default_dtype(torch.float64)

x = torch.tensor([[1, 0.5], [-1, 2], [0.5, -1.5], [2, 1]])
y = torch.tensor([[1, 0.5, -1, 2], [0, 1, 1, 0], [0, 0, 0, 0]])
mask = torch.tensor([[1, 1, 1, 1], [1, 1, 0, 1], [0, 0, 0, 0]])
w = torch.tensor([1, 3, 1])


def filled(*shape):
    count = torch.Size(shape).numel()
    return torch.tensor([((7 * i) % 11 - 5) / 10 for i in range(count)]).reshape(shape).requires_grad_()


def rounded(values):
    return [float("%.9g" % value) for value in values]


def train(steps_said, learning_rate, weight_decay):
    """Prints the losses before each of these steps, then log variances, the bottom's weights and its biases after it."""
    bottom_weight, bottom_bias = filled(3, 2), filled(3)
    hidden = [(filled(2, 3), filled(2)) for _ in range(3)]
    last = [(filled(1, 2), filled(1)) for _ in range(3)]
    s = torch.zeros(3, requires_grad=True)
    weights = [bottom_weight, bottom_bias, *sum(hidden, ()), *sum(last, ())]
    groups = [{"params": weights}, {"params": [s], "weight_decay": 0}]
    adam = torch.optim.AdamW(groups, lr=learning_rate, weight_decay=weight_decay)
    for step in range(1, steps_said[-1] + 1):
        stream = torch.relu(x @ bottom_weight.T + bottom_bias)
        logits = torch.stack([
            (torch.relu(stream @ a.T + b) @ c.T + d)[:, 0] for (a, b), (c, d) in zip(hidden, last)
        ])
        squares = (logits - y) ** 2
        entropies = torch.nn.functional.binary_cross_entropy_with_logits(logits, y, reduction="none")
        rows = torch.stack([squares[0], entropies[1], squares[2]])
        losses = (rows * mask).sum(1) / mask.sum(1).clamp(min=1)
        # Kendall et al. (2018): regression has 1 / (2 sigma^2), a class 1 / sigma^2; s = log sigma^2.
        factors = torch.tensor([0.5, 1, 0.5])
        has_label = mask.sum(1) > 0
        total = ((w * factors * torch.exp(-s) * losses + s / 2) * has_label).sum()
        adam.zero_grad()
        total.backward()
        adam.step()
        if step in steps_said:
            print(step, rounded(losses), rounded(s.tolist()))
            if weight_decay:
                print("   ", rounded(bottom_weight.flatten().tolist()), rounded(bottom_bias.tolist()))


train([1, 5, 10, 15, 20], learning_rate=0.05, weight_decay=0)
train([1, 50, 100, 200], learning_rate=0.02, weight_decay=0.5)
