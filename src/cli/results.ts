/** What a finished run is reported as: per architecture and task the losses of every repetition and their mean. */
import { type ReportedLosses, reportedLosses } from '../analysis/reported.ts';
import { type Interval, tInterval } from '../analysis/statistics.ts';
import type { CardConfig, Experiment } from '../experiment/experiment.ts';
import type { BackendName, CardEvaluation } from '../experiment/run.ts';
import { paramCountsOf } from '../models/counts.ts';
import { topologyOfCard } from '../train/cardTrainer.ts';

export interface TrainedRun {
  readonly experiment: Experiment;
  readonly backend: BackendName;
  readonly evaluations: readonly CardEvaluation[];
  readonly stepsPerSecond: number;
}

export interface TaskResult {
  readonly name: string;
  readonly kind: string;
  /** Test loss of each repetition at its step of lowest validation loss; null: diverged. */
  readonly loss: readonly (number | null)[];
  /** Test loss of each repetition at the last evaluation. */
  readonly finalLoss: readonly (number | null)[];
  readonly mean: number | null;
  /** 95 % t interval of the mean; null with fewer than two repetitions. */
  readonly interval: readonly [low: number, high: number] | null;
}

export interface Results {
  readonly backend: BackendName;
  readonly stepsPerSecond: number;
  readonly architectures: readonly {
    readonly id: string;
    readonly label: string;
    readonly architecture: string;
    readonly numParams: number;
    /** Step each repetition's loss was taken at; null: diverged. */
    readonly bestStep: readonly (number | null)[];
    readonly tasks: readonly TaskResult[];
  }[];
}

export function resultsOf(run: TrainedRun): Results {
  const { experiment, backend, stepsPerSecond } = run;
  return {
    backend,
    stepsPerSecond,
    architectures: experiment.cards.map((card) => architectureResult(card, run)),
  };
}

function architectureResult(
  card: CardConfig,
  { experiment, evaluations }: TrainedRun,
): Results['architectures'][number] {
  const points = evaluations.filter(({ cardId }) => cardId === card.id).map(({ loss }) => loss);
  const size = { numReplicas: experiment.training.numReplicas, numTasks: experiment.tasks.length };
  const best = reportedLosses(points, size, 'bestValidation');
  const final = reportedLosses(points, size, 'finalStep');
  return {
    id: card.id,
    label: card.name,
    architecture: card.architecture,
    numParams: paramCountsOf(topologyOfCard(card, experiment)).total,
    bestStep: best.steps.map(finiteOrNull),
    tasks: experiment.tasks.map(({ name, kind }, task) => ({
      name,
      kind,
      loss: ofTask(best, task, size.numTasks).map(finiteOrNull),
      finalLoss: ofTask(final, task, size.numTasks).map(finiteOrNull),
      ...summaryOf(tInterval(ofTask(best, task, size.numTasks), 0.95)),
    })),
  };
}

function ofTask({ losses }: ReportedLosses, task: number, numTasks: number): number[] {
  return losses.filter((_, i) => i % numTasks === task);
}

function summaryOf({ mean, low, high }: Interval): Pick<TaskResult, 'mean' | 'interval'> {
  return { mean: finiteOrNull(mean), interval: Number.isFinite(low) ? [low, high] : null };
}

/** JSON has no NaN. */
function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
