def gate(input_dim: int, num_experts: int) -> nn.Module:
    """Weights of experts, which sum to 1. The Linear is the second, as in the authors'
    library, where an MLP without layers stands before it."""
    linear = nn.Linear(input_dim, num_experts)
    return nn.Sequential(nn.Identity(), linear, nn.Softmax(dim=-1))
