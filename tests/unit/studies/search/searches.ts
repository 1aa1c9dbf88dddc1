/** Searches whose networks are not trained: scores and losses are made up. */
import type { ReportedLosses } from '../../../../src/analysis/reported.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { readLink } from '../../../../src/experiment/link/link.ts';
import { trainedIdsOf } from '../../../../src/run/reportable.ts';
import type { SearchPoint } from '../../../../src/studies/search/halving.ts';
import type { SearchPlan } from '../../../../src/studies/search/plan.ts';
import { experimentOfRun } from '../../../../src/studies/search/runs.ts';

/** An experiment that a search takes no time for. */
export const given = readLink(
  'v=2&tasks=2&in=8&train=200&steps=900&eval=50&reps=5&A=adattSp&B=ple',
).experiment;

export interface MadeUp {
  /** The validation score of a candidate in a rung. */
  readonly score: (id: string, rung: number) => number;
  /** The test loss of a finalist, by its architecture, in a repetition; of the network of that id, where learning rates differ. */
  readonly loss: (architecture: string, replica: number, id: string) => number;
}

/** The first `count` runs, or all, of a search in which every network does as it is told. */
export function madeUpRuns(plan: SearchPlan, made: MadeUp, count = plan.runs.length): readonly SearchPoint[] {
  const points: SearchPoint[] = [];
  for (const [value, run] of plan.runs.slice(0, count).entries()) {
    const experiment = experimentOfRun(plan, value, points);
    const scores = experiment.cards.map(({ id }) => {
      const score = made.score(id, run.kind === 'rung' ? run.rung : 0);
      return [id, [score, score]] as const;
    });
    points.push({
      value,
      seconds: 1,
      scores: scoresOf(run.kind, scores),
      finals: run.kind === 'finals' ? finalsPoint(value, experiment, made) : null,
    });
  }
  return points;
}

function scoresOf(
  kind: SearchPlan['runs'][number]['kind'],
  scores: readonly (readonly [string, readonly number[]])[],
): SearchPoint['scores'] {
  if (kind === 'finals') return {};
  return Object.fromEntries(kind === 'rung' ? scores : scores.map(([id]) => [id, []]));
}

function finalsPoint(value: number, experiment: Experiment, { loss }: MadeUp): SearchPoint['finals'] {
  const { firstReplica = 0, numReplicas } = experiment.training;
  const replicas = Array.from({ length: numReplicas }, (_, index) => firstReplica + index);
  const both = <V>(values: readonly V[]): readonly V[] => values.flatMap((one) => [one, one]);
  const reportedOf = (id: string): ReportedLosses => {
    const card = experiment.cards.find((one) => id === one.id || id.startsWith(`${one.id}@`));
    const losses = replicas.map((replica) => loss(card?.architecture ?? 'singleTask', replica, id));
    return {
      losses: both(losses),
      auc: both(losses.map(() => Number.NaN)),
      scores: losses,
      steps: both(losses.map((one) => (Number.isFinite(one) ? 50 : Number.NaN))),
      isStillImproving: both(losses.map(() => false)),
    };
  };
  return {
    value,
    reported: Object.fromEntries(trainedIdsOf(experiment).map((id) => [id, reportedOf(id)])),
    knownLosses: { test: both(replicas.map(() => 1)), floor: both(replicas.map(() => 0.01)) },
  };
}
