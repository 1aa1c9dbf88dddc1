def signals_of(inputs: Tensor, law: dict[str, Tensor], weights: Tensor) -> Tensor:
    """Weighted sums of the hidden features sin(frequency u + phase), which are
    standardised; u is how far a row lies in the direction of the feature; [N, T]."""
    scores = inputs @ law["directions"].T
    waves = torch.sin(law["frequencies"] * scores + law["phases"])
    return (waves - law["means"]) / law["deviations"] @ weights.T
