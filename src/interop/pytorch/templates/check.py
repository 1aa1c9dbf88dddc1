def check(model: nn.Module, stored: dict[str, list]) -> None:
    """Stops unless the model gives the logits and losses that the browser gave."""
    parts = (stored[key] for key in ("inputs", "labels", "mask"))
    rows = Batch(*(torch.tensor(part, dtype=torch.float32) for part in parts))
    with torch.no_grad():
        logits = model(rows.inputs)
        sums, counts = task_sums(logits, rows)
    losses = sums / counts.clamp(min=1)
    off = max(
        difference(logits, stored["logits"]), difference(losses, stored["losses"])
    )
    print(f"max |browser - torch| = {off:.1e} on {len(logits)} stored rows", flush=True)
    if not off <= 1e-5:
        sys.exit("The model is not the browser's: the difference must be at most 1e-5.")


def difference(mine: Tensor, stored: list) -> float:
    """The largest, as a share of what the browser gave where that is more than 1."""
    theirs = torch.tensor(stored)
    return float(((mine - theirs).abs() / theirs.abs().clamp(min=1)).max())
