/** Tables of a card, made of its options for whoever trains or draws it, and what it costs. */
import { idsOf, numPriorsOf } from '../../data/partsOfRows.ts';
import type { ModelContext } from '../../models/architecture.ts';
import { architectureOf } from '../../models/architectures.ts';
import { multiplyAddCountsOf, numEmbeddingParamsOf, paramCountsOf } from '../../models/counts.ts';
import { logVariancesName } from '../../models/names.ts';
import { withElementwiseGates, withEmbeddings } from '../../models/optionalParts.ts';
import type { Topology } from '../../models/topology.ts';
import { problemsOfTopology } from '../../models/topologyProblems.ts';
import { text } from '../../text/text.ts';
import type { CardConfig, Experiment } from '../experiment.ts';

/** The parts of an experiment that decide the tables of its cards. */
export type CardContext = Pick<Experiment, 'tasks' | 'data'>;

const contextOf = ({ tasks, data }: CardContext): ModelContext => ({
  numTasks: tasks.length,
  inputDim: data.inputDim,
  numPriors: numPriorsOf({ tasks, data }),
});

const optionProblems = (card: CardConfig, context: CardContext): readonly string[] =>
  architectureOf(card.architecture)?.problemsOf(card.options, contextOf(context)) ?? [
    text.experiment.checks.unknownArchitecture(card.architecture),
  ];

/** Why a card cannot be built, a sentence each, from its options to the laws of its tables; empty when it can. */
export const problemsOfCard = (card: CardConfig, context: CardContext): readonly string[] => {
  const topology = topologyOfCard(card, context);
  return topology === null ? optionProblems(card, context) : problemsOfTopology(topology);
};

/** Sentences about options that can be built but are seldom meant. */
export const notesOfCard = ({ architecture, options }: CardConfig): readonly string[] =>
  architectureOf(architecture)?.notesOf?.(options) ?? [];

/** The tables of a card; null when its options cannot be built. */
export const topologyOfCard = (card: CardConfig, context: CardContext): Topology | null => {
  if (optionProblems(card, context).length > 0) return null;
  const given = contextOf(context);
  const tables = architectureOf(card.architecture)?.topologyOf(card.options, given);
  if (tables === undefined) return null;
  const gated = withElementwiseGates(tables, card.elementwiseGates, given.numPriors ?? 0);
  const topology = withEmbeddings(gated, idsOf(context));
  return card.weighting === 'uncertainty' ? { ...topology, logVariances: logVariancesName } : topology;
};

/** The cost of one network. */
export type NetworkCosts = ReturnType<typeof costsOf>;

export function costsOf(topology: Topology) {
  return {
    /** Trainable numbers, split by what they are for. */
    parameters: paramCountsOf(topology),
    /** Trainable numbers of the vectors of ids, which are none of these. */
    embeddings: numEmbeddingParamsOf(topology),
    /** Multiply-adds of one row's forward pass. */
    multiplyAdds: multiplyAddCountsOf(topology),
    experts: topology.levels.map((level) => level.experts.length),
  };
}
