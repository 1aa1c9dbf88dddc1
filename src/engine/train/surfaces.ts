/** Small pictures of all tasks' functions, by one pass per network. */

import type { Surfaces, SurfacesRequest } from '../../analysis/produced/questions.ts';
import { concatenated } from '../../core/lists.ts';
import { usedMatricesOf } from '../../data/correlation.ts';
import { type Plane, pointsOfPlane, SURFACE, surfaceOffsets } from '../../data/plane.ts';
import type { Table } from '../../data/table/table.ts';
import type { Matrix, SignalsOf } from '../../data/types.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { replicaNumbersOf } from './cardTrainer.ts';
import type { createWeights, SavedWeights, StandingRun } from './keptMoments.ts';
import { placesOf } from './learnedPlaces.ts';
import { planOfNetwork, readPass } from './savedNetworks.ts';

/** Null if there is no plane or no such replica. */
export type SurfacesOf = (run: StandingRun, request: SurfacesRequest) => Promise<Surfaces | null>;

interface SurfaceTools {
  readonly table: Table | null;
  /** `replica`: index among the replicas of the run. */
  readonly truthOfReplica: (replica: number) => SignalsOf | null;
  readonly weightsAt: ReturnType<typeof createWeights>['at'];
  readonly betweenParts: () => Promise<void>;
}

interface Ground extends Pick<Surfaces, 'planes' | 'truth'> {
  readonly replica: number;
  /** `[T*N, I]` */
  readonly points: Float32Array;
}

const NUM_POINTS = SURFACE.size ** 2;

export function createSurfaces(
  experiment: Experiment,
  { table, truthOfReplica, weightsAt, betweenParts }: SurfaceTools,
): SurfacesOf {
  const numbers = replicaNumbersOf(experiment);
  const planes = choicesOf(experiment, table !== null);
  let last: Ground | null = null;
  const groundOf = (replica: number, number: number): Ground | null => {
    if (last?.replica === replica) return last;
    const seen = planesIn(experiment, table, number, planes);
    if (seen === null) return null;
    const points = seen.map((plane) => pointsOfPlane(plane, surfaceOffsets));
    const truthAt = truthOfReplica(replica);
    const truth = truthAt && points.map((ofTask, task) => Float32Array.from(truthAt(ofTask)[task] ?? []));
    last = { replica, planes, truth, points: concatenated(points) };
    return last;
  };
  return async (run, request) => {
    const number = numbers[request.replica];
    const ground = number === undefined ? null : groundOf(request.replica, number);
    if (ground === null) return null;
    const saved = await weightsAt(run, request);
    const networks: Surfaces['networks'][number][] = [];
    for (const networkId of request.networkIds) {
      const surfaces = await surfacesBy(networkId, { experiment, saved, ground });
      if (surfaces !== null) networks.push({ networkId, surfaces });
      await betweenParts();
    }
    return { step: saved.step, request, planes, truth: ground.truth, networks };
  };
}

function choicesOf({ data, tasks }: Experiment, isOfFile: boolean): Surfaces['planes'] {
  const [matrix = []] = isOfFile ? [] : usedMatricesOf(data);
  const plane = isOfFile || data.secondCorrelation === null ? 'tasks' : 'switch';
  return tasks.map((_, task) => ({
    tasks: tasks.length < 2 ? [task] : [task, nearestTask(task, tasks.length, matrix)],
    plane,
    columns: null,
  }));
}

// Task with the largest absolute correlation; of equal ones the next.
function nearestTask(task: number, numTasks: number, matrix: Matrix): number {
  const others = Array.from({ length: numTasks - 1 }, (_, index) => (task + 1 + index) % numTasks);
  const sizeOf = (other: number): number => Math.abs(matrix[task]?.[other] ?? 0);
  return others.reduce((best, other) => (sizeOf(other) > sizeOf(best) ? other : best));
}

function planesIn(
  experiment: Experiment,
  table: Table | null,
  number: number,
  choices: Surfaces['planes'],
): readonly Plane[] | null {
  const placeOf = (choice: Surfaces['planes'][number]) => placesOf(experiment, table, number, choice)?.plane;
  const [first] = choices;
  const ofFirst = first && placeOf(first);
  if (ofFirst === undefined) return null;
  // Columns of a file are the same for all tasks, and slow to find.
  return choices.map((choice, task) =>
    task === 0 || table !== null ? ofFirst : (placeOf(choice) ?? ofFirst),
  );
}

interface Asked {
  readonly experiment: Experiment;
  readonly saved: SavedWeights;
  readonly ground: Ground;
}

async function surfacesBy(
  networkId: string,
  { experiment, saved, ground }: Asked,
): Promise<readonly Float32Array[] | null> {
  const plan = planOfNetwork(experiment, networkId);
  const weights = plan && saved.weightsOf(networkId, plan, ground.replica);
  if (plan === null || weights === null) return null;
  const rows = { values: ground.points, rowLength: plan.rowDim };
  const { logits } = await readPass({ plan, weights }, rows, (result) => ({ logits: result.logits })); // [T, T*N]
  const numTasks = experiment.tasks.length;
  return experiment.tasks.map((_, task) => {
    const start = task * (numTasks + 1) * NUM_POINTS;
    return logits.slice(start, start + NUM_POINTS);
  });
}
