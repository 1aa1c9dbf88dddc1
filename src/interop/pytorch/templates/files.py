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


def write_safetensors(path: Path, tensors: dict[str, Tensor]) -> None:
    """As the Playground reads it."""
    header, parts, start = {}, [], 0
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


def save(
    path: Path, model: nn.Module, optimizer: torch.optim.Optimizer, step: int
) -> None:
    """For --resume; written aside, so that an interruption leaves the one before."""
    state = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "step": step,
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
