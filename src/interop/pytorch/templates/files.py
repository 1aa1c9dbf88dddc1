def read_safetensors(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """The tensors of a file and its text: 8 bytes of length, a JSON header, float32."""
    data = path.read_bytes()
    start = 8 + struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:start])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = array.array("f", data[start + begin : start + end])
        if sys.byteorder == "big":
            values.byteswap()
        tensors[name] = torch.tensor(values).reshape(entry["shape"])
    return tensors, metadata


def write_safetensors(
    path: Path, tensors: dict[str, Tensor], metadata: dict[str, str]
) -> None:
    """As the Playground reads it."""
    header: dict[str, dict] = {"__metadata__": metadata} if metadata else {}
    parts, start = [], 0
    for name, tensor in tensors.items():
        values = array.array("f", tensor.detach().cpu().flatten().tolist())
        if sys.byteorder == "big":
            values.byteswap()
        parts.append(values.tobytes())
        offsets = [start, start + len(parts[-1])]
        header[name] = {"dtype": "F32", "shape": tensor.shape, "data_offsets": offsets}
        start = offsets[1]
    written = json.dumps(header).encode()
    written += b" " * (-len(written) % 8)
    path.write_bytes(struct.pack("<Q", len(written)) + written + b"".join(parts))


@dataclass
class Best:
    """The network with the lowest score of all evaluations; without weights: none."""

    score: float = math.inf
    step: int = 0
    weights: dict[str, Tensor] = field(default_factory=dict)


def best_path(checkpoint: Path) -> Path:
    return checkpoint.with_suffix(".best.pt")


def save(
    path: Path,
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    step: int,
    best: Best,
) -> None:
    """For --resume; written aside, so that an interruption leaves the one before."""
    state = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "step": step,
        "best": [best.score, best.step],
    }
    draft = path.with_suffix(".draft")
    torch.save(state, draft)
    draft.replace(path)


def restore_adam(
    path: Path, model: nn.Module, optimizer: torch.optim.Optimizer
) -> None:
    """Adam as the browser left it."""
    tensors, _ = read_safetensors(path)
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            optimizer.state[parameter] = {
                "step": tensors[f"step/{name}"],
                "exp_avg": tensors[f"exp_avg/{name}"].to(parameter),
                "exp_avg_sq": tensors[f"exp_avg_sq/{name}"].to(parameter),
            }


def check(model: nn.Module, stored: dict[str, list]) -> None:
    """Stops unless the model gives the logits and losses that the browser gave."""
    parts = (stored[key] for key in ("inputs", "labels", "mask"))
    rows = Batch(*(torch.tensor(part, dtype=torch.float32) for part in parts))
    model.eval()  #: drops
    with torch.no_grad():
        logits = model(rows.inputs)
        sums, counts = task_sums(logits, rows)
    model.train()  #: drops
    losses = losses_of(sums, counts)  #: hasPaths
    losses = sums / counts.clamp(min=1)  #: not hasPaths
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


#: if readsCells
def check_rows(stored: dict[str, list]) -> None:
    """Stops unless made-up cells become the inputs and labels the browser made."""
    read = reader_of(stored["names"], "The stored cells")
    rows = [read(cells, line) for line, cells in enumerate(stored["cells"], 1)]
    mine = Batch.of(torch.tensor(rows))
    for key, values in mine._asdict().items():
        off = float((values - torch.tensor(stored[key])).abs().max())
        if not off <= 1e-6:
            sys.exit(f"The {key} of the stored cells are off by {off:.1e}.")
    said = f"{len(rows)} stored rows of cells are encoded as in the browser"
    print(said, flush=True)


#: end
