/** Searches whose networks are not trained: scores and losses are made up. */
import type { ReportedLosses } from '../../../../src/analysis/reported.ts';
import { cardOfTrainedId } from '../../../../src/experiment/cardIds.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { readLink } from '../../../../src/experiment/link/link.ts';
import { trainedIdsOf } from '../../../../src/run/reportable.ts';
import type { ReportedPoint } from '../../../../src/studies/reportedPoint.ts';
import type { SearchPlan } from '../../../../src/studies/search/plan.ts';
import { searchOfPlan } from '../../../../src/studies/search/search.ts';

/** An experiment that a search takes no time for. */
export const given = readLink(
  'v=2&tasks=2&in=8&train=200&steps=900&eval=50&reps=5&A=adattSp&B=ple',
).experiment;

export interface MadeUp {
  /** The validation score of a candidate in a rung. */
  readonly score: (id: string, rung: number) => number;
  /** The test loss of a finalist, by its architecture, in a repetition; of the network of that id, where learning rates differ. Other sizes than that of the search do 1 % worse. */
  readonly loss: (architecture: string, replica: number, id: string) => number;
}

/** The first `count` runs, or all, of a search in which every network does as it is told. */
export function madeUpRuns(
  plan: SearchPlan,
  made: MadeUp,
  count = plan.runs.length,
): readonly ReportedPoint[] {
  const points: ReportedPoint[] = [];
  const { experimentAt } = searchOfPlan(plan);
  for (const [key, run] of plan.runs.slice(0, count).entries()) {
    const experiment = experimentAt(key, points);
    points.push(
      run.kind === 'finals' ? finalsPoint(key, experiment, made) : scoredPoint(key, run, experiment, made),
    );
  }
  return points;
}

function scoredPoint(
  key: number,
  run: SearchPlan['runs'][number],
  { cards, tasks, training }: Experiment,
  made: MadeUp,
): ReportedPoint {
  const repeated = <V>(value: V): readonly V[] =>
    Array.from({ length: training.numReplicas * tasks.length }, () => value);
  const reportedOf = (id: string): ReportedLosses => ({
    losses: repeated(1),
    auc: repeated(Number.NaN),
    scores: Array.from({ length: training.numReplicas }, () =>
      made.score(id, run.kind === 'rung' ? run.rung : 0),
    ),
    steps: repeated(50),
    isStillImproving: repeated(false),
  });
  return {
    key,
    seconds: 1,
    reported: Object.fromEntries(cards.map(({ id }) => [id, reportedOf(id)])),
    knownLosses: { test: repeated(1), floor: repeated(0.01) },
  };
}

function finalsPoint(key: number, experiment: Experiment, { loss }: MadeUp): ReportedPoint {
  const { firstReplica = 0, numReplicas } = experiment.training;
  const replicas = Array.from({ length: numReplicas }, (_, index) => firstReplica + index);
  const both = <V>(values: readonly V[]): readonly V[] => values.flatMap((one) => [one, one]);
  const reportedOf = (id: string): ReportedLosses => {
    const { cardId, sizeFactor } = cardOfTrainedId(id);
    const card = experiment.cards.find((one) => one.id === cardId);
    const byId = (replica: number) => loss(card?.architecture ?? 'singleTask', replica, id);
    const losses = replicas.map((replica) => (sizeFactor === '1' ? 1 : 1.01) * byId(replica));
    return {
      losses: both(losses),
      auc: both(losses.map(() => Number.NaN)),
      scores: losses,
      steps: both(losses.map((one) => (Number.isFinite(one) ? 50 : Number.NaN))),
      isStillImproving: both(losses.map(() => false)),
    };
  };
  return {
    key,
    seconds: 1,
    reported: Object.fromEntries(trainedIdsOf(experiment).map((id) => [id, reportedOf(id)])),
    knownLosses: { test: both(replicas.map(() => 1)), floor: both(replicas.map(() => 0.01)) },
  };
}
