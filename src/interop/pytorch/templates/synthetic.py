def signals_of(inputs: Tensor, law: dict[str, Tensor], weights: Tensor) -> Tensor:
    """y = s + sum over k of sin(frequency_k s + phase_k), where s = w . x; [N, T]."""
    scores = inputs @ weights.T
    waves = torch.sin(scores.unsqueeze(-1) * law["frequencies"] + law["phases"])
    return scores + waves.sum(dim=-1)
