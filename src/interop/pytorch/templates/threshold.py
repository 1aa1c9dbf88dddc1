def threshold_of(scores: Tensor, rate: float) -> float:
    """The score at which a label is as likely as not, so that `rate` are positive."""
    low, high = float(scores.min()) - 40.0, float(scores.max()) + 40.0
    for _ in range(40):
        middle = (low + high) / 2
        if torch.sigmoid((scores - middle) / LABEL_TEMPERATURE).mean() > rate:
            low = middle
        else:
            high = middle
    return middle
