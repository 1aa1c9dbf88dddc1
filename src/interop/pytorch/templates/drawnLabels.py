def draw_labels(
    scores: Tensor, present: Tensor, task: Task, generator: torch.Generator
) -> Tensor:
    """A row is positive with the probability sigmoid(score / LABEL_TEMPERATURE)."""
    chance = torch.sigmoid(scores / LABEL_TEMPERATURE)
    return torch.bernoulli(chance, generator=generator)
