def area(logits: Tensor, labels: Tensor) -> float:
    """Under the ROC curve: the chance that a positive row has the higher logit."""
    positives = logits[labels == 1].contiguous()
    negatives = logits[labels == 0].sort().values
    below = torch.searchsorted(negatives, positives)
    at_most = torch.searchsorted(negatives, positives, right=True)
    return float((below + at_most).double().mean() / 2 / len(negatives))
