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


@functools.lru_cache(maxsize=2)
def order_of(seed: int, epoch: int, num_rows: int) -> Tensor:
    generator = torch.Generator().manual_seed(1_000_003 * seed + epoch)
    return torch.randperm(num_rows, generator=generator)


def numbers_of(step: int, batch_size: int, num_rows: int, seed: int) -> Tensor:
    """The rows of the batch of a step: shuffled epochs laid end to end."""
    places = torch.arange(step * batch_size, (step + 1) * batch_size)
    epochs = places // num_rows
    orders = [
        order_of(seed, epoch, num_rows)[places[epochs == epoch] % num_rows]
        for epoch in range(int(epochs[0]), int(epochs[-1]) + 1)
    ]
    return torch.cat(orders)


Row = list[float]  # inputs, a number for each column of names; labels; mask


class Batch(NamedTuple):
    inputs: Tensor  # [B, I]
    labels: Tensor  # [B, T], 0 where there is none
    mask: Tensor  # [B, T], 1 where there is a label

    @staticmethod
    def of(rows: Tensor) -> Batch:
        inputs, labels, mask = rows.tensor_split([-2 * len(TASKS), -len(TASKS)], dim=1)
        return Batch(written_out(inputs), labels, mask)  #: readsCells
        return Batch(inputs, labels, mask)  #: not readsCells

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
