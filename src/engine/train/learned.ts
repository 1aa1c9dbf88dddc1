/** Evaluates networks of a run as functions of their inputs, without changing the run. */

import type { Learned, LearnedNetwork, LearnedRequest } from '../../analysis/produced/questions.ts';
import { concatenated } from '../../core/lists.ts';
import { PLANE, pointsOfPlane, SLICE } from '../../data/plane.ts';
import { resamplesTasks } from '../../data/randomisation.ts';
import { truthOf } from '../../data/truth.ts';
import { topologyOfCard } from '../../experiment/derived/cardTopology.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { replicaNumbersOf } from './cardTrainer.ts';
import { createFollower, type RowMaking } from './followed.ts';
import { createMoments, createWeights, type SavedWeights, type StandingRun } from './keptMoments.ts';
import { createKnownRows } from './knownRows.ts';
import { type Places, placesOf, rowsAbove } from './learnedPlaces.ts';
import { type LevelWeights, relianceOf } from './reliance.ts';
import type { RowTools } from './replicaData.ts';
import { planOfNetwork, readPass, type SavedNetwork } from './savedNetworks.ts';
import { createSurfaces } from './surfaces.ts';

export type Learner = ReturnType<typeof createLearner>;

const NUM_POINTS = PLANE.size * PLANE.size;

type Truth = ReturnType<typeof truthOf>;

export type LearnerTools = Required<RowTools>;

export function createLearner(experiment: Experiment, { table, betweenParts }: LearnerTools) {
  const numbers = replicaNumbersOf(experiment);
  const truthOfNumber = createTruths(experiment);
  const truthOfReplica = (replica: number): Truth => truthOfNumber(numbers[replica] ?? 0);
  const rows = createKnownRows(experiment, { table, betweenParts });
  const moments = createMoments(experiment);
  const weights = createWeights(experiment, moments);
  const placesOfPlane: RowMaking['placesOfPlane'] = (replica, where) =>
    placesOf(experiment, table, replica, where);
  return {
    ...createFollower(experiment, { rows, truthOfReplica: truthOfNumber, placesOfPlane }, moments),
    surfaces: createSurfaces(experiment, { table, truthOfReplica, weightsAt: weights.at, betweenParts }),
    keep: moments.keep,
    /** Null if there is no plane. */
    learned: async (run: StandingRun, request: LearnedRequest): Promise<Learned | null> => {
      const isShared = !resamplesTasks(experiment.data);
      const all = [...numbers.keys()];
      const one = request.replica === 'mean' ? 0 : Math.min(request.replica, all.length - 1);
      const replica = request.replica === 'mean' && isShared && all.length > 1 ? null : one;
      const places = placesOf(experiment, table, numbers[one] ?? 0, request);
      if (places === null) return null;
      const past = replica === null ? null : await weights.past(run, request, replica);
      const saved = past ?? (await weights.standing(run));
      const look = {
        places,
        request,
        shown: replica === null ? all : [replica],
        onLines: isShared && past === null ? all : [one],
        gatesOf: one,
      };
      const { plane, lines: _, ...known } = places;
      const networks: LearnedNetwork[] = [];
      for (const id of request.networkIds) {
        const network = await learnedBy(id, experiment, saved, look);
        if (network !== null) networks.push(network);
        await betweenParts();
      }
      // Each makes its rows at first use.
      for (const number of new Set([...look.shown, ...look.onLines])) {
        truthOfReplica(number);
        await betweenParts();
      }
      const truth = trueFunctions(look, truthOfReplica);
      const trained = await rows.firstOf(numbers[one] ?? 0);
      return {
        step: saved.step,
        request,
        replica,
        ...known,
        rows: rowsAbove(plane, trained),
        numLevels: numLevelsOf(experiment, request),
        truth,
        networks,
      };
    },
  };
}

function createTruths(experiment: Experiment): (number: number) => Truth {
  const truths = new Map<number, Truth>();
  return (number) => {
    const truth = truths.get(number) ?? truthOf(experiment, number);
    truths.set(number, truth);
    return truth;
  };
}

const numLevelsOf = (experiment: Experiment, { networkIds }: LearnedRequest): number =>
  Math.max(
    0,
    ...experiment.cards
      .filter(({ id }) => networkIds.includes(id))
      .map((card) => topologyOfCard(card, experiment)?.levels.length ?? 0),
  );

interface Look {
  readonly places: Places;
  readonly request: LearnedRequest;
  readonly shown: readonly number[];
  readonly onLines: readonly number[];
  // Experts of different replicas are unrelated, so gates come from one replica.
  readonly gatesOf: number;
}

function trueFunctions(
  { places, request, shown, onLines }: Look,
  truthOfReplica: (replica: number) => Truth,
) {
  if (truthOfReplica(shown[0] ?? 0) === null) return null;
  const points = pointsOfPlane(places.plane);
  const onPlane = shown.map((replica) => truthOfReplica(replica)?.(points) ?? []);
  return {
    planes: request.tasks.map((task) =>
      meanOf(onPlane.map((ofTasks) => Float32Array.from(ofTasks[task] ?? []))),
    ),
    slices: request.tasks.map((task, place) =>
      concatenated(
        onLines.map((replica) =>
          Float32Array.from(truthOfReplica(replica)?.(places.lines[place] ?? points)[task] ?? []),
        ),
      ),
    ),
  };
}

async function learnedBy(
  networkId: string,
  experiment: Experiment,
  { weightsOf }: SavedWeights,
  { places, request, shown, onLines, gatesOf }: Look,
): Promise<LearnedNetwork | null> {
  const plan = planOfNetwork(experiment, networkId);
  if (plan === null) return null;
  const rows = concatenated([pointsOfPlane(places.plane), ...places.lines]);
  const passes = new Map<number, Pass>();
  for (const replica of new Set([...shown, ...onLines])) {
    const weights = weightsOf(networkId, plan, replica);
    if (weights === null) return null;
    passes.set(replica, await passOf({ plan, weights }, rows, request.level));
  }
  const numRows = NUM_POINTS + places.lines.length * SLICE.size;
  const logitsOf = (replica: number, task: number, first: number, count: number) =>
    passes.get(replica)?.logits.subarray(task * numRows + first, task * numRows + first + count) ??
    new Float32Array();
  const level = plan.topology.levels[request.level];
  const ofGates = passes.get(gatesOf);
  return {
    networkId,
    planes: request.tasks.map((task) =>
      meanOf(shown.map((replica) => logitsOf(replica, task, 0, NUM_POINTS))),
    ),
    slices: request.tasks.map((task, place) =>
      concatenated(
        onLines.map((replica) => logitsOf(replica, task, NUM_POINTS + place * SLICE.size, SLICE.size)),
      ),
    ),
    reliance: request.tasks.map((task) =>
      level === undefined || ofGates === undefined ? null : relianceOf(level, ofGates, task, NUM_POINTS),
    ),
  };
}

/** `[T, N]` */
interface Pass extends LevelWeights {
  readonly logits: Float32Array;
}

// One replica at a time: the activations of all could exceed the device's memory.
async function passOf(
  { plan, weights }: Omit<SavedNetwork, 'networkId'>,
  values: Float32Array,
  level: number,
): Promise<Pass> {
  const rows = { values, rowLength: plan.rowDim };
  const read = await readPass({ plan, weights }, rows, ({ logits, gates }) => {
    const ofLevel = gates[level] ?? null;
    return { logits, gates: ofLevel === null ? [] : [ofLevel] };
  });
  const native = plan.levels[level]?.native ?? null;
  return {
    logits: read.logits,
    gates: read.gates[0] ?? null,
    native: native === null ? null : (weights[native] ?? null),
  };
}

/** Mean over the lists that are finite throughout; NaN if there are none. */
function meanOf(lists: readonly Float32Array[]): Float32Array {
  const alive = lists.filter((values) => values.every(Number.isFinite));
  const mean = new Float32Array(lists[0]?.length ?? 0);
  return mean.map((_, index) => alive.reduce((sum, values) => sum + (values[index] ?? 0), 0) / alive.length);
}
