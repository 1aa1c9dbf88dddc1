#: if isSynthetic
def signals_of(inputs: Tensor, law: dict[str, Tensor], weights: Tensor) -> Tensor:
    """y = s + sum over k of sin(frequency_k s + phase_k), where s = w . x; [N, T]."""
    scores = inputs @ weights.T
    waves = torch.sin(scores.unsqueeze(-1) * law["frequencies"] + law["phases"])
    return scores + waves.sum(dim=-1)


#: end
#: if hasSharedFeatures
def signals_of(inputs: Tensor, law: dict[str, Tensor], weights: Tensor) -> Tensor:
    """Weighted sums of the hidden features sin(frequency u + phase), which are
    standardised; u is how far a row lies in the direction of the feature; [N, T]."""
    scores = inputs @ law["directions"].T
    waves = torch.sin(law["frequencies"] * scores + law["phases"])
    return (waves - law["means"]) / law["deviations"] @ weights.T


#: end
def draw(
    law: dict[str, Tensor], num_rows: int, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Standard normal inputs [N, I] and targets without noise [N, T]."""
    inputs = torch.randn(num_rows, INPUT_DIM, generator=generator)
    #: if hasGroups
    # The last inputs enter no target: they say whose law a row has.
    num_groups = len(law["weights"])
    groups = torch.randint(num_groups, (num_rows,), generator=generator)
    inputs[:, -num_groups:] = torch.eye(num_groups)[groups]
    scored = inputs[:, :-num_groups]
    by_group = [signals_of(scored, law, weights) for weights in law["weights"]]
    signals = torch.stack(by_group)[groups, torch.arange(num_rows)]
    #: end
    #: if hasSecond
    first, second = law["weights"]
    # The last input enters no target: its sign picks how the tasks are related.
    scored = inputs[:, :-1]
    signals = torch.where(
        inputs[:, -1:] < 0,
        signals_of(scored, law, second),
        signals_of(scored, law, first),
    )
    #: end
    #: if isOneProcess
    signals = signals_of(inputs, law, law["weights"][0])
    #: end
    return inputs, signals


def with_noise(
    signals: Tensor, law: dict[str, Tensor], generator: torch.Generator
) -> Tensor:
    return signals + law["noise"] * torch.randn(signals.shape, generator=generator)


#: if hasBinary
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


#: if hasDependence
def chance_of(scores: Tensor, noise: float) -> Tensor:
    """The probability of a positive before the noise is drawn."""
    errors = torch.linspace(-6.0, 6.0, 121)
    weights = torch.softmax(-errors.square() / 2, dim=0)
    chances = torch.zeros_like(scores)
    for error, weight in zip(errors.tolist(), weights.tolist()):
        chances += weight * torch.sigmoid((scores + noise * error) / LABEL_TEMPERATURE)
    return chances


def draw_path_labels(chances: Tensor, generator: torch.Generator) -> Tensor:
    """Labels with those probabilities [N, T], whose noise goes along the paths: each
    normal number correlates with that of the task before."""
    own_share = math.sqrt(1 - NOISE_DEPENDENCE**2)
    normals = torch.randn(chances.shape, generator=generator)
    for t, path in enumerate(PATHS):
        if len(path) > 1:
            before = NOISE_DEPENDENCE * normals[:, path[-2]]
            normals[:, t] = before + own_share * normals[:, t]
    return (torch.special.ndtr(normals) < chances).float()


#: else
#: if hasExactShares
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


#: else
def draw_labels(
    scores: Tensor, present: Tensor, task: Task, generator: torch.Generator
) -> Tensor:
    """A row is positive with the probability sigmoid(score / LABEL_TEMPERATURE)."""
    chance = torch.sigmoid(scores / LABEL_TEMPERATURE)
    return torch.bernoulli(chance, generator=generator)


#: end
#: end
#: end
class DrawnRows:
    """Rows of the tasks that the browser trained on: the same law, other rows.

    Where the tasks point was drawn there, and comes with the weights. Inputs, noise and
    the order of batches are torch's, so no row is equal bit by bit. Every process draws
    all rows and takes its share of each batch, so their number changes no batch.
    """

    def __init__(self, law: dict[str, Tensor], seed: int, team: Team) -> None:
        self.seed = seed
        self.team = team
        generator = torch.Generator().manual_seed(seed)
        inputs, signals = draw(law, NUM_TRAIN_ROWS, generator)
        targets = with_noise(signals, law, generator)
        num_held_out = NUM_VALIDATION_ROWS + NUM_TEST_ROWS
        test_inputs, test_signals = draw(law, num_held_out, generator)
        test_targets = with_noise(test_signals, law, generator)
        mean, deviation = targets.mean(dim=0), targets.std(dim=0, correction=0)
        scores = (targets - mean) / deviation
        test_scores = (test_targets - mean) / deviation
        #: if hasMissing
        fractions = torch.tensor([task.label_fraction for task in TASKS])
        mask = (torch.rand(scores.shape, generator=generator) < fractions).float()
        #: else
        mask = torch.ones_like(scores)
        #: end
        test_mask = torch.ones_like(test_scores)
        #: if hasDependence
        binary = [t for t, task in enumerate(TASKS) if task.kind == "binary"]
        taus = {t: threshold_of(scores[:, t], TASKS[t].positive_rate) for t in binary}
        for labels, known in ((scores, signals), (test_scores, test_signals)):
            chances = torch.zeros_like(labels)
            for t, tau in taus.items():
                score = (known[:, t] - mean[t]) / deviation[t] - tau
                noise = float(law["noise"][t] / deviation[t])
                chances[:, t] = chance_of(score, noise)
            labels[:, binary] = draw_path_labels(chances, generator)[:, binary]
        #: end
        #: if hasBinary and not hasDependence
        for t, task in enumerate(TASKS):
            if task.kind == "binary":
                tau = threshold_of(scores[:, t], task.positive_rate)
                for column, present in (
                    (scores[:, t], mask[:, t]),
                    (test_scores[:, t], test_mask[:, t]),
                ):
                    column.copy_(draw_labels(column - tau, present, task, generator))
        #: end
        #: if hasFunnel
        # All held-out rows have their labels, which no log has.
        self.train = Batch(inputs, scores, mask).asked()
        #: else
        self.train = (inputs, scores, mask)
        #: end
        self.held = (test_inputs, test_scores, test_mask)

    def batches(self, step: int, batch_size: int) -> Iterator[Batch]:
        """This process's rows of the batch of that step and of all that follow."""
        while True:
            rows = numbers_of(step, batch_size, NUM_TRAIN_ROWS, self.seed)
            mine = rows[self.team.rank :: self.team.size]
            yield Batch(*(values[mine] for values in self.train))
            step += 1

    def held_out(self, kind: str, limit: int | None) -> Iterator[Batch]:
        """At most so many rows, of all processes."""
        sizes = [NUM_VALIDATION_ROWS, NUM_TEST_ROWS]
        mine = slice(self.team.rank, limit, self.team.size)
        parts = [values.split(sizes)[kind == "test"] for values in self.held]
        yield Batch(*(values[mine] for values in parts))
