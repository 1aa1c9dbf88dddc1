/**
 * A plain generator of rows of the same tasks: the law is that of the page, the rows are torch's. Templates only; the numbers
 * that the law was drawn with come in the file of the weights.
 */
import type { Experiment } from '../../experiment/experiment.ts';
import { type TaskTraits, taskTraitsOf } from './configuration.ts';
import drawnLabels from './templates/drawnLabels.py?raw';
import exactlyDrawnLabels from './templates/exactlyDrawnLabels.py?raw';
import permutation from './templates/permutation.py?raw';
import sharedFeatures from './templates/sharedFeatures.py?raw';
import synthetic from './templates/synthetic.py?raw';
import threshold from './templates/threshold.py?raw';

/** Noise-free targets of a source's formula, by the source's id. */
const signals: ReadonlyMap<string, string> = new Map([
  ['synthetic', synthetic],
  ['sharedFeatures', sharedFeatures],
]);

/** True if there is a template for a source. */
export const canDrawRows = (source: string): boolean => signals.has(source);

/** The generator for the data of an experiment. */
export function drawnRowsCode(experiment: Pick<Experiment, 'data' | 'tasks'>): string {
  const { data } = experiment;
  const traits = taskTraitsOf(experiment);
  return [
    signals.get(data.source) ?? '',
    drawing(data.secondCorrelation !== null),
    ...(traits.hasBinary ? [threshold, data.positives === 'exact' ? exactlyDrawnLabels : drawnLabels] : []),
    permutation,
    drawnRows(traits),
  ].join('\n\n');
}

const drawing = (hasSecond: boolean) => `def draw(
    law: dict[str, Tensor], num_rows: int, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Standard normal inputs [N, I] and targets with noise [N, T]."""
    inputs = torch.randn(num_rows, INPUT_DIM, generator=generator)
${
  hasSecond
    ? `    first, second = law["weights"]
    # The last input enters no target: its sign picks how the tasks are related.
    scored = inputs[:, :-1]
    signals = torch.where(
        inputs[:, -1:] < 0,
        signals_of(scored, law, second),
        signals_of(scored, law, first),
    )
`
    : `    signals = signals_of(inputs, law, law["weights"][0])
`
}    errors = torch.randn(num_rows, len(TASKS), generator=generator)
    return inputs, signals + law["noise"] * errors
`;

const binaryLabels = `        for t, task in enumerate(TASKS):
            if task.kind == "binary":
                tau = threshold_of(scores[:, t], task.positive_rate)
                for column, present in (
                    (scores[:, t], mask[:, t]),
                    (test_scores[:, t], test_mask[:, t]),
                ):
                    column.copy_(draw_labels(column - tau, present, task, generator))
`;

const drawnRows = ({ hasBinary, hasMissing }: TaskTraits) => `class DrawnRows:
    """Rows of the tasks that the browser trained on: the same law, other rows.

    Where the tasks point was drawn there, and comes with the weights. Inputs, noise and
    the order of batches are torch's, so no row is equal bit by bit. Every process draws
    all rows and takes its share of each batch, so their number changes no batch.
    """

    def __init__(self, law: dict[str, Tensor], seed: int, team: Team) -> None:
        self.seed = seed
        self.team = team
        generator = torch.Generator().manual_seed(seed)
        inputs, targets = draw(law, NUM_TRAIN_ROWS, generator)
        test_inputs, test_targets = draw(law, NUM_TEST_ROWS, generator)
        mean, deviation = targets.mean(dim=0), targets.std(dim=0, correction=0)
        scores = (targets - mean) / deviation
        test_scores = (test_targets - mean) / deviation
${
  hasMissing
    ? `        fractions = torch.tensor([task.label_fraction for task in TASKS])
        mask = (torch.rand(scores.shape, generator=generator) < fractions).float()
`
    : '        mask = torch.ones_like(scores)\n'
}        test_mask = torch.ones_like(test_scores)
${hasBinary ? binaryLabels : ''}        self.train = (inputs, scores, mask)
        self.test = (test_inputs, test_scores, test_mask)

    def batches(self, step: int, batch_size: int) -> Iterator[Batch]:
        """From the batch of that step on, for ever: shuffled epochs laid end to end."""
        num_rows = len(self.train[0])
        while True:
            places = torch.arange(step * batch_size, (step + 1) * batch_size)
            epochs = places // num_rows
            orders = [
                order_of(self.seed, epoch, num_rows)[places[epochs == epoch] % num_rows]
                for epoch in range(int(epochs[0]), int(epochs[-1]) + 1)
            ]
            rows = torch.cat(orders)[self.team.rank :: self.team.size]
            yield Batch(*(values[rows] for values in self.train))
            step += 1

    def held_out(self) -> Iterator[Batch]:
        mine = slice(self.team.rank, None, self.team.size)
        yield Batch(*(values[mine] for values in self.test))
`;
