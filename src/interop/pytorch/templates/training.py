Rows = DrawnRows | CsvRows  #: drawsRows
Rows = CsvRows  #: not drawsRows


def row_losses(logits: Tensor, labels: Tensor) -> Tensor:
    #: if not hasBinary
    """Squared error of every row and task; [B, T]."""
    return (logits - labels) ** 2
    #: end
    #: if hasBinary and not hasRegression
    """Cross-entropy of every row and task; [B, T]."""
    return F.binary_cross_entropy_with_logits(logits, labels, reduction="none")
    #: end
    #: if hasBinary and hasRegression
    """Squared error or cross-entropy of every row and task; [B, T]."""
    square = (logits - labels) ** 2
    entropy = F.binary_cross_entropy_with_logits(logits, labels, reduction="none")
    is_binary = torch.tensor([task.kind == "binary" for task in TASKS])
    return torch.where(is_binary.to(logits.device), entropy, square)
    #: end


#: if learnsWeights
def total_of(losses: Tensor, counts: Tensor, s: Tensor, num_processes: int) -> Tensor:
    """With log variances s, as of Kendall et al. (2018). A task without a label in the
    batch adds nothing; of what depends on no row each process adds its part."""
    factors = [
        task.loss_weight * (1 if task.kind == "binary" else 0.5) for task in TASKS
    ]
    weights = torch.tensor(factors).to(s) * torch.exp(-s)
    return (weights * losses + (counts > 0) * s / (2 * num_processes)).sum()


#: end
#: if hasFunnel
def product_of(path: list[int], logits: Tensor, batch: Batch) -> tuple[Tensor, ...]:
    """That all tasks of a path happen: logit, label, and where that is known, which is
    where a no is known or all are; [B] each."""
    logit = logits[:, path[0]]
    for t in path[1:]:
        both = torch.stack([-logit, -logits[:, t], -(logit + logits[:, t])])
        logit = -torch.logsumexp(both, dim=0)
    labels, mask = batch.labels[:, path], batch.mask[:, path]
    known_no = (mask * (1 - labels)).amax(dim=1)
    return logit, labels.prod(dim=1), torch.maximum(known_no, mask.amin(dim=1))


#: end
#: if hasPaths
def task_sums(logits: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """Sums of each task's own losses and of those of the product along its path, and
    the numbers of rows that they are divided by; [2, T] each."""
    own = row_losses(logits, batch.labels)
    sums, counts = [], []
    for t, path in enumerate(PATHS):
        logit, label, known = product_of(path, logits, batch)
        losses = F.binary_cross_entropy_with_logits(logit, label, reduction="none")
        weights, rows = batch.mask[:, t], batch.mask[:, t]
        #: if weighsLabels
        if len(path) > 1:
            # The rarer the tasks before, the more rows a label stands for.
            before, _, rows = product_of(path[:-1], logits, batch)
            chance = torch.sigmoid(before.detach()).clamp(min=LEAST_PROBABILITY)
            weights = weights / chance
        #: end
        sums.append(torch.stack([(own[:, t] * weights).sum(), (losses * known).sum()]))
        counts.append(torch.stack([rows.sum(), known.sum()]))
    return torch.stack(sums, dim=1), torch.stack(counts, dim=1)


def losses_of(sums: Tensor, counts: Tensor) -> Tensor:
    """The losses that are minimised; [T]."""
    factors = torch.tensor([OWN_FACTORS, PRODUCT_FACTORS]).to(sums)
    return (factors * sums / counts.clamp(min=1)).sum(dim=0)


#: else
def task_sums(logits: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """Sum of the losses of the rows with a label, and their number; [T] each."""
    losses = row_losses(logits, batch.labels) * batch.mask
    return losses.sum(dim=0), batch.mask.sum(dim=0)


#: end
#: if hasBinary
def area(logits: Tensor, labels: Tensor) -> float:
    """Under the ROC curve: the chance that a positive row has the higher logit."""
    positives = logits[labels == 1].contiguous()
    negatives = logits[labels == 0].sort().values
    below = torch.searchsorted(negatives, positives)
    at_most = torch.searchsorted(negatives, positives, right=True)
    return float((below + at_most).double().mean() / 2 / len(negatives))


#: end
def metrics_of(task: Task, logits: Tensor, labels: Tensor, loss: float) -> str:
    """Of the held-out rows with a label, as the Playground measures them."""
    if labels.min() == labels.max():
        return f"loss {loss:.4f}"
    share = loss / constant_loss(task, labels)
    #: if hasBinary and hasRegression
    if task.kind == "binary":
        auc = area(logits, labels)
        return f"log loss {loss:.4f}, NE {share:.4f}, AUC {auc:.4f}"
    #: end
    #: if hasBinary and not hasRegression
    auc = area(logits, labels)
    return f"log loss {loss:.4f}, NE {share:.4f}, AUC {auc:.4f}"
    #: end
    return f"MSE {loss:.4f}, MSE / Var {share:.4f}"  #: hasRegression


def constant_loss(task: Task, labels: Tensor) -> float:
    """The loss of the best constant."""
    #: if hasBinary and hasRegression
    if task.kind == "binary":
        rate = float(labels.mean())
        return -rate * math.log(rate) - (1 - rate) * math.log(1 - rate)
    #: end
    #: if hasBinary and not hasRegression
    rate = float(labels.mean())
    return -rate * math.log(rate) - (1 - rate) * math.log(1 - rate)
    #: end
    return float(labels.var(correction=0))  #: hasRegression


class Evaluation(NamedTuple):
    lines: list[str]  # one per task
    #: if hasFunnel
    # The mean over tasks, by their weights, of the loss as a share of the loss of the
    # best constant: by which the Playground, too, chooses the best step. Of a task
    # after others it is that of the product along its path.
    #: else
    # The mean over tasks, by their weights, of the loss as a share of the loss of the
    # best constant: by which the Playground, too, chooses the best step.
    #: end
    score: float


def evaluate(
    model: nn.Module, rows: Rows, limit: int | None, team: Team, kind: str = "test"
) -> Evaluation:
    logits, batch = held_out_of(model, rows, kind, limit, team)
    losses = row_losses(logits, batch.labels)
    lines = []
    shares = []
    for t, task in enumerate(TASKS):
        has = batch.mask[:, t] == 1
        if not has.any():
            lines.append(f"{task.name}: no label")
            continue
        labels, loss = batch.labels[has, t].double(), losses[has, t].double().mean()
        measured = metrics_of(task, logits[has, t].double(), labels, float(loss))
        lines.append(f"{task.name}: {measured}")
        #: if hasFunnel
        if len(PATHS[t]) > 1:
            logit, label, known = product_of(PATHS[t], logits.double(), batch)
            labels, logit = label[known == 1].double(), logit[known == 1]
            loss = F.binary_cross_entropy_with_logits(logit, labels)
        #: end
        if labels.min() < labels.max():
            shares.append((task.loss_weight, float(loss) / constant_loss(task, labels)))
    if not any(weight for weight, _ in shares):
        shares = [(1.0, share) for _, share in shares]
    total = sum(weight for weight, _ in shares)
    score = sum(weight * share for weight, share in shares if weight > 0)
    return Evaluation(lines, score / total if shares else math.nan)


@torch.no_grad()
def held_out_of(
    model: nn.Module, rows: Rows, kind: str, limit: int | None, team: Team
) -> tuple[Tensor, Batch]:
    """The logits of the validation or test rows of all processes, and the rows without
    their inputs."""
    model.eval()  #: drops
    batches = on(team.device, rows.held_out(kind, limit))
    parts = [(model(batch.inputs), batch.labels, batch.mask) for batch in batches]
    model.train()  #: drops
    nothing = (torch.zeros(0, len(TASKS), device=team.device),) * 3
    logits, labels, mask = (
        team.gather(torch.cat(values)) for values in zip(nothing, *parts)
    )
    return logits, Batch(logits[:, :0], labels, mask)


def on(device: torch.device, batches: Iterator[Batch]) -> Iterator[Batch]:
    return (batch.to(device) for batch in batches)


def train(
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    rows: Rows,
    span: range,
    args: argparse.Namespace,
    team: Team,
    best: Best,
) -> None:
    """The steps of `span`, which process 0 reports on and saves as it goes."""
    network: nn.Module = model
    if team.size > 1:
        network = DistributedDataParallel(model)
    #: if not learnsWeights
    weights = torch.tensor([task.loss_weight / len(TASKS) for task in TASKS])
    weights = weights.to(team.device)
    #: end
    batches = on(team.device, rows.batches(span.start, args.batch_size))
    train_sums = torch.zeros(2, len(TASKS), device=team.device)
    for step in span:
        #: if changesRate
        for group in optimizer.param_groups:
            group["lr"] = learning_rate_at(step)
        #: end
        batch = next(batches)
        sums, counts = task_sums(network(batch.inputs), batch)
        # A task's loss is the mean over its labels in the batches of all processes.
        counts = team.sum(counts)
        #: if hasPaths
        losses = losses_of(sums, counts)
        counts = counts[1]  # of products, which may be known without the task's label
        #: else
        losses = sums / counts.clamp(min=1)
        #: end
        optimizer.zero_grad()
        # DistributedDataParallel takes the mean of the gradients, not their sum.
        #: if learnsWeights
        total = total_of(losses, counts, model.log_variances, team.size)
        (team.size * total).backward()
        #: else
        (team.size * (weights * losses).sum()).backward()
        #: end
        optimizer.step()
        train_sums += torch.stack([losses.detach(), (counts > 0) / team.size])
        if (step + 1) % args.eval_every == 0 or step + 1 == span.stop:
            kind = "validation"  # the test rows choose nothing
            lines, score = evaluate(model, rows, args.eval_rows, team, kind)
            report(step + 1, team.sum(train_sums), lines, team)
            train_sums.zero_()
            is_best = score < best.score
            if is_best:
                best.score, best.step = score, step + 1
                state = model.state_dict().items()
                best.weights = {name: values.clone() for name, values in state}
            if team.rank == 0:
                save(args.checkpoint, model, optimizer, step + 1, best)
            if team.rank == 0 and is_best:
                save(best_path(args.checkpoint), model, optimizer, step + 1, best)


def report(step: int, train_sums: Tensor, measured: list[str], team: Team) -> None:
    """Training losses are means over the batches since the last report."""
    if team.rank == 0:
        losses = (train_sums[0] / train_sums[1]).tolist()
        print(f"step {step}  train " + " ".join(f"{loss:.6f}" for loss in losses))
        for line in measured:
            print(f"  {line}", flush=True)


#: if changesRate
def learning_rate_at(step: int) -> float:
    return [rate for first, rate in LEARNING_RATES if first <= step][-1]


#: end
