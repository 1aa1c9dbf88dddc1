/** Merges results of an experiment's parts, and splits checkpoints among them; bytes are only moved. */
import { levelGatesBy } from '../../analysis/gateWeights.ts';
import type {
  CardEvaluation,
  FunnelLosses,
  GateSnapshot,
  LossPoint,
} from '../../analysis/produced/evaluation.ts';
import type { Checkpoint, SavedCard } from '../../analysis/produced/networks.ts';
import { concatenated } from '../../core/lists.ts';
import { byPopulation } from '../../data/funnel.ts';
import type { Experiment } from '../../experiment/experiment.ts';

/** See `shardsOf`. */
export interface OfPart<T> {
  readonly part: Experiment;
  readonly value: T;
}

export function mergedEvaluations(
  { cards }: Experiment,
  parts: readonly OfPart<readonly CardEvaluation[]>[],
): readonly CardEvaluation[] {
  return cards.map(({ id }) => {
    const ofCard = inReplicaOrder(parts).flatMap(({ value }) => value.filter(({ cardId }) => cardId === id));
    const testLogits = ofCard.flatMap((evaluation) => evaluation.testLogits ?? []);
    return {
      cardId: id,
      loss: mergedLosses(ofCard.map(({ loss }) => loss)),
      gates: mergedGates(ofCard.map(({ gates }) => gates)),
      ...(testLogits.length > 0 && { testLogits }),
    };
  });
}

export function mergedCheckpoint({ cards }: Experiment, parts: readonly OfPart<Checkpoint>[]): Checkpoint {
  const { step = 0, numSummed = 0 } = parts[0]?.value ?? {};
  const merged = cards.map(({ id }) =>
    mergedCard(
      id,
      inReplicaOrder(parts).flatMap(({ value }) => value.cards.filter(({ cardId }) => cardId === id)),
    ),
  );
  return { step, numSummed, cards: merged };
}

/** Throws an Error if a card is missing. */
export function checkpointOfPart(
  checkpoint: Checkpoint,
  part: Experiment,
  experiment: Experiment,
): Checkpoint {
  const numAll = experiment.training.numReplicas;
  const first = (part.training.firstReplica ?? 0) - (experiment.training.firstReplica ?? 0);
  const ofPart = (values: Float32Array) => {
    const size = values.length / numAll;
    return values.slice(first * size, (first + part.training.numReplicas) * size);
  };
  const cards = part.cards.map(({ id }) => {
    const saved = checkpoint.cards.find(({ cardId }) => cardId === id);
    if (saved === undefined) throw new Error(`The checkpoint has no card ${id}.`);
    return {
      cardId: id,
      parameters: mapped(saved.parameters, ofPart),
      moment1: mapped(saved.moment1, ofPart),
      moment2: mapped(saved.moment2, ofPart),
      lossSum: ofPart(saved.lossSum),
    };
  });
  return { ...checkpoint, cards };
}

const firstOf = ({ training }: Experiment): number => training.firstReplica ?? 0;

function inReplicaOrder<T>(parts: readonly OfPart<T>[]): readonly OfPart<T>[] {
  return parts.toSorted((a, b) => firstOf(a.part) - firstOf(b.part));
}

function mergedLosses(points: readonly LossPoint[]): LossPoint {
  const weights = points.flatMap(({ weights = [] }) => weights);
  const gauc = points.flatMap(({ gauc: ofPart = [] }) => ofPart);
  const calibration = points.flatMap(({ calibration: ofPart = [] }) => ofPart);
  const funnels = points.flatMap(({ funnel }) => funnel ?? []);
  return {
    step: points[0]?.step ?? 0,
    train: points.flatMap(({ train }) => train),
    validation: points.flatMap(({ validation }) => validation),
    test: points.flatMap(({ test }) => test),
    auc: points.flatMap(({ auc }) => auc),
    ...(gauc.length > 0 && { gauc }),
    ...(calibration.length > 0 && { calibration }),
    ...(weights.length > 0 && { weights }),
    ...(funnels.length > 0 && { funnel: mergedFunnels(funnels) }),
  };
}

const mergedFunnels = (funnels: readonly FunnelLosses[]): FunnelLosses => ({
  validation: funnels.flatMap(({ validation }) => validation),
  ofRows: byPopulation((population) => ({
    losses: funnels.flatMap(({ ofRows }) => ofRows[population].losses),
    predicted: funnels.flatMap(({ ofRows }) => ofRows[population].predicted),
  })),
});

function mergedGates(snapshots: readonly GateSnapshot[]): GateSnapshot {
  const { step = 0, levels = [] } = snapshots[0] ?? {};
  return {
    step,
    levels: levels.map((_, l) =>
      levelGatesBy((statistic) =>
        concatenated(snapshots.flatMap((snapshot) => snapshot.levels[l]?.[statistic] ?? [])),
      ),
    ),
  };
}

// A single part is not copied.
function mergedCard(cardId: string, parts: readonly SavedCard[]): SavedCard {
  const [first, second] = parts;
  if (first !== undefined && second === undefined) return first;
  const together = (of: (card: SavedCard) => SavedCard['parameters']) =>
    mapped(first === undefined ? {} : of(first), (_, name) =>
      concatenated(parts.map((card) => of(card)[name] ?? new Float32Array())),
    );
  return {
    cardId,
    parameters: together(({ parameters }) => parameters),
    moment1: together(({ moment1 }) => moment1),
    moment2: together(({ moment2 }) => moment2),
    lossSum: concatenated(parts.map(({ lossSum }) => lossSum)),
  };
}

function mapped(
  named: SavedCard['parameters'],
  change: (values: Float32Array, name: string) => Float32Array,
): SavedCard['parameters'] {
  return Object.fromEntries(Object.entries(named).map(([name, values]) => [name, change(values, name)]));
}
