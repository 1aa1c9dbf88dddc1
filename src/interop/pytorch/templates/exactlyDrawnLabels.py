def draw_labels(
    scores: Tensor, present: Tensor, task: Task, generator: torch.Generator
) -> Tensor:
    """A row is positive with the probability sigmoid(score / LABEL_TEMPERATURE),
    shifted so that exactly the share of positives among the labelled rows is."""
    uniform = torch.rand(len(scores), generator=generator)
    leads = scores / LABEL_TEMPERATURE - torch.logit(uniform)
    leads[present == 0] = -math.inf
    count = max(1, round(task.positive_rate * int(present.sum())))
    return (leads >= leads.sort(descending=True).values[count - 1]).float()
