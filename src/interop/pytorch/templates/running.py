HERE = Path(__file__).with_suffix("")


def parse_arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--weights", type=Path, default=HERE.with_suffix(".safetensors"))
    add("--check", action="store_true", help="compare with the browser, and stop")
    add("--fresh", action="store_true", help="start from random weights")
    add("--resume", action="store_true", help="go on from --checkpoint")
    add("--checkpoint", type=Path, default=HERE.with_suffix(".pt"))
    add("--steps", type=int, default=NUM_STEPS, help="to train (%(default)s)")
    add("--batch-size", type=int, default=BATCH_SIZE, help="of all processes")
    add("--learning-rate", type=float, default=LEARNING_RATE)  #: not changesRate
    add("--eval-every", type=int, help=f"steps ({EVAL_EVERY}, more on large files)")
    add("--seed", type=int, default=SEED, help="of weights and order (%(default)s)")
    add("--eval-rows", type=int, default=20_000, help=EVAL_ROWS)
    add("--csv", metavar="GLOB", help="train on these files, CSV or Parquet")
    add("--test-csv", metavar="GLOB", help="test rows; else some of --csv")
    add("--save-predictions", metavar="FILE", help="of the test rows of --csv")
    add("--predict", metavar="GLOB", help="score these files, CSV or Parquet, and stop")
    add("--out", metavar="FILE", help="the scores of --predict, as a CSV file")
    args = parser.parse_args(given)
    if args.save_predictions is not None and args.csv is None:
        parser.error("--save-predictions needs --csv.")
    if (args.predict is None) != (args.out is None):
        parser.error("--predict GLOB and --out FILE need each other.")
    return args


EVAL_ROWS = "validation rows while it trains (%(default)s)"


def main() -> None:
    args = parse_arguments()
    team = join_team()
    torch.manual_seed(args.seed)
    model = CentralTaskArch()
    step, metadata = load_weights(args, model, team)
    if args.check:
        return
    model.to(team.device)
    if args.predict is not None:
        predict(model, args, team)
        leave(team)
        return
    optimizer = optimizer_of(model, __RATE__)
    adam = args.weights.with_suffix(".adam.safetensors")
    if not args.fresh and adam.exists():
        restore_adam(adam, model, optimizer)
    end = step + args.steps
    best = Best()
    if args.resume:
        saved = torch.load(args.checkpoint, map_location=team.device, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        step = saved["step"]
        best = best_of(args, saved["best"], team)
    rows = rows_of(args, metadata, team)
    args.eval_every = interval_of(rows, args)
    train(model, optimizer, rows, range(step, end), args, team, best)
    finish(model, rows, args, team, best)
    leave(team)


def leave(team: Team) -> None:
    if team.size > 1:
        # One that leaves while others still talk to it can take them down.
        dist.barrier()
        dist.destroy_process_group()


def interval_of(rows: Rows, args: argparse.Namespace) -> int:
    """Steps from one evaluation to the next: those of the browser, or as many that a
    sample of the rows of a large file is measured in a tenth of their time."""
    if args.eval_every is not None:
        return args.eval_every
    is_sample = isinstance(rows, CsvRows) and rows.validation.num_rows > args.eval_rows
    return max(EVAL_EVERY, is_sample * 2 * args.eval_rows // args.batch_size)


def best_of(args: argparse.Namespace, saved: list, team: Team) -> Best:
    """The best network so far, where its file is still there."""
    path = best_path(args.checkpoint)
    if not path.exists():
        return Best()
    weights = torch.load(path, map_location=team.device, weights_only=True)["model"]
    return Best(*saved, weights)


def finish(
    model: nn.Module, rows: Rows, args: argparse.Namespace, team: Team, best: Best
) -> None:
    """Measures the best network on all test rows, and writes what is wanted."""
    trained = args.checkpoint.with_suffix(".trained.safetensors")
    about: dict[str, str] = {}  #: not hasIds
    #: if hasIds
    # Its vectors are those of the same ids.
    about = {"ids": read_safetensors(args.weights)[1]["ids"]}
    #: end
    if team.rank == 0:
        write_safetensors(trained, model.state_dict(), about)
    said = "On all test rows:"
    if best.weights:
        model.load_state_dict(best.weights)
        share = f"loss {best.score:.4f} of the best constant's"
        said = f"Best at step {best.step} by validation rows: {share}.\n{said}"
    measured = evaluate(model, rows, None, team)
    if args.save_predictions is not None:
        save_predictions(args.save_predictions, model, rows, team)
    if team.rank > 0:
        return
    print("\n  ".join([said, *measured.lines]))
    print(f"{trained}: the last weights, which the Playground can load too")
    if best.weights:
        path = args.checkpoint.with_suffix(".best.safetensors")
        write_safetensors(path, best.weights, about)
        print(f"{path}: the best ones; {best_path(args.checkpoint)}: with their Adam")


def save_predictions(file: str, model: nn.Module, rows: CsvRows, team: Team) -> None:
    """Of all test rows, in the order of the files."""
    logits, _ = held_out_of(model, rows, "test", None, team)
    lines = team.gather(rows.lines()).cpu()
    if team.rank == 0:
        write_predictions(file, rows.paths, lines, logits)


@torch.no_grad()
def predict(model: nn.Module, args: argparse.Namespace, team: Team) -> None:
    """Scores rows without labels, in the order of the files."""
    model.eval()
    paths = paths_of(args.predict)
    lines, logits = [], [torch.zeros(0, len(TASKS))]
    for part in parts_of(paths, team):
        names, given = table_of(part.path)
        read = reader_of(names, part.path, has_labels=False)
        mine = itertools.islice(given, part.first, None, part.every)
        while some := list(itertools.islice(mine, 4096)):
            rows = torch.tensor([read(cells, line) for line, cells in some])
            inputs = written_out(rows)  #: readsCells
            inputs = rows  #: not readsCells
            logits.append(model(inputs.to(team.device)).cpu())
            lines += [part.file * LINES + line for line, _ in some]
    places = team.gather(torch.tensor(lines, dtype=torch.int64))
    all_logits = team.gather(torch.cat(logits))
    if team.rank == 0:
        write_predictions(args.out, paths, places, all_logits)
        print(f"{args.out}: scores of {len(places)} rows")


def write_predictions(
    file: str, paths: list[str], lines: Tensor, logits: Tensor
) -> None:
    """Probabilities, or numbers, each with the file and line that it is of."""
    order = lines.argsort()
    columns = [prediction(task, logits[:, t]) for t, task in enumerate(TASKS)]
    predictions = torch.stack(columns, dim=1).cpu()[order].tolist()
    with open(file, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["file", "line", *(task.name for task in TASKS)])
        for place, values in zip(lines[order].tolist(), predictions):
            path, line = paths[place // LINES], place % LINES
            writer.writerow([path, line, *(f"{value:.7g}" for value in values)])


def prediction(task: Task, logits: Tensor) -> Tensor:
    #: if hasBinary and hasRegression
    if task.kind == "binary":
        return torch.sigmoid(logits)
    #: end
    return torch.sigmoid(logits)  #: hasBinary and not hasRegression
    #: if hasRegression and hasScaledLabels
    value = logits * task.deviation + task.mean
    #: if hasLogLabels
    if task.is_log:
        value = value.sign() * value.abs().expm1()
    #: end
    return value
    #: end
    return logits  #: hasRegression and not hasScaledLabels


def optimizer_of(model: nn.Module, rate: float) -> torch.optim.Optimizer:
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    #: if decays and learnsWeights
    weights = [one for one in trained if one is not model.log_variances]
    groups = [{"params": weights}, {"params": [model.log_variances], "weight_decay": 0}]
    return torch.optim.AdamW(groups, lr=rate, weight_decay=WEIGHT_DECAY)
    #: end
    #: if decays and not learnsWeights
    return torch.optim.AdamW(trained, lr=rate, weight_decay=WEIGHT_DECAY)
    #: end
    return torch.optim.Adam(trained, lr=rate)  #: not decays


def load_weights(
    args: argparse.Namespace, model: nn.Module, team: Team
) -> tuple[int, dict[str, str]]:
    """The browser's weights, checked; returns its steps and what else the file says."""
    if not args.weights.exists():
        #: if hasIds
        sys.exit(f"{args.weights} is missing: it names the ids, so put it there.")
        #: else
        if args.fresh:
            return 0, {}
        sys.exit(f"{args.weights} is missing: put it there, or start with --fresh.")
        #: end
    weights, metadata = read_safetensors(args.weights)
    name_ids(metadata)  #: hasIds
    #: if readsCells
    if "rows" in metadata and team.rank == 0:
        check_rows(json.loads(metadata["rows"]))
    #: end
    if args.fresh:
        return 0, metadata
    model.load_state_dict(weights)
    if "check" in metadata and team.rank == 0:
        check(model, json.loads(metadata["check"]))
    if "about" in metadata and team.rank == 0:
        print(metadata["about"], flush=True)
    return int(metadata.get("step", 0)), metadata


def rows_of(args: argparse.Namespace, metadata: dict[str, str], team: Team) -> Rows:
    #: if drawsRows
    if args.csv is not None:
        return CsvRows(args, metadata.get("ids", ""), team)
    if "law" not in metadata:
        sys.exit(f"{args.weights} does not say how the tasks were drawn: use --csv.")
    law = json.loads(metadata["law"])
    tensors = {name: torch.tensor(values) for name, values in law.items()}
    return DrawnRows(tensors, args.seed, team)
    #: else
    if args.csv is None:
        sys.exit("Say which files to train on: --csv 'part-*.csv.gz'.")
    return CsvRows(args, metadata.get("ids", ""), team)
    #: end


if __name__ == "__main__":
    main()
