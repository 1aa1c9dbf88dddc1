@dataclass(frozen=True)
class Team:
    """The processes that torchrun started together, or this one alone."""

    rank: int
    size: int
    device: torch.device

    def sum(self, values: Tensor) -> Tensor:
        """Of all processes."""
        if self.size > 1:
            dist.all_reduce(values)
        return values

    def gather(self, values: Tensor) -> Tensor:
        """The rows of all processes."""
        if self.size == 1:
            return values
        parts: list[Tensor | None] = [None] * self.size
        dist.all_gather_object(parts, values.cpu())
        return torch.cat([part for part in parts if part is not None])


def join_team() -> Team:
    rank = int(os.environ.get("RANK", "0"))
    size = int(os.environ.get("WORLD_SIZE", "1"))
    device = torch.device("cpu")
    if torch.cuda.is_available():
        device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))
        torch.cuda.set_device(device)
    if size > 1:
        dist.init_process_group("nccl" if device.type == "cuda" else "gloo")
    return Team(rank, size, device)


Row = tuple[list[float], list[float], list[float]]  # inputs, labels, mask


class Batch(NamedTuple):
    inputs: Tensor  # [B, I]
    labels: Tensor  # [B, T], 0 where there is none
    mask: Tensor  # [B, T], 1 where there is a label

    @staticmethod
    def of(rows: list[Row]) -> Batch:
        return Batch(*(torch.tensor(column) for column in zip(*rows)))

    #: if hasFunnel
    def asked(self) -> Batch:
        """Labels of a task after another are left only where that one is yes."""
        labels, mask = self.labels.clone(), self.mask.clone()
        for t, path in enumerate(PATHS):
            if len(path) > 1:
                mask[:, t] *= labels[:, path[-2]]
                labels[:, t] *= mask[:, t] > 0
        return self._replace(labels=labels, mask=mask)

    #: end
    def to(self, device: torch.device) -> Batch:
        return Batch(*(values.to(device) for values in self))
