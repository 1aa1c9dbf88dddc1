def gate(input_dim: int, num_experts: int) -> nn.Module:
    """Weights of experts, which sum to 1."""
    return nn.Sequential(nn.Linear(input_dim, num_experts), nn.Softmax(dim=-1))
