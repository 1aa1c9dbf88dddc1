/** Tables of a card, built from its options, and their costs. */
import { idColumnsInRow, numPriorsOf } from '../../data/rows.ts';
import type { ModelContext } from '../../models/architecture.ts';
import { architectureOf } from '../../models/architectures.ts';
import { multiplyAddCountsOf, numEmbeddingParamsOf, paramCountsOf } from '../../models/counts.ts';
import { logVariancesName } from '../../models/names.ts';
import { withElementwiseGates, withEmbeddings } from '../../models/optionalParts.ts';
import type { Topology } from '../../models/topology.ts';
import { problemsOfTopology } from '../../models/topologyProblems.ts';
import { text } from '../../text/text.ts';
import type { CardConfig, Experiment } from '../experiment.ts';

type CardContext = Pick<Experiment, 'tasks' | 'data'>;

const modelContextOf = ({ tasks, data }: CardContext): ModelContext => ({
  numTasks: tasks.length,
  inputDim: data.inputDim,
  numPriors: numPriorsOf({ tasks, data }),
});

const optionProblems = (card: CardConfig, context: CardContext): readonly string[] =>
  architectureOf(card.architecture)?.problemsOf(card.options, modelContextOf(context)) ?? [
    text.experiment.checks.unknownArchitecture(card.architecture),
  ];

export const problemsOfCard = (card: CardConfig, context: CardContext): readonly string[] => {
  const topology = topologyOfCard(card, context);
  return topology === null ? optionProblems(card, context) : problemsOfTopology(topology);
};

export const notesOfCard = ({ architecture, options }: CardConfig): readonly string[] =>
  architectureOf(architecture)?.notesOf?.(options) ?? [];

export const topologyOfCard = (card: CardConfig, context: CardContext): Topology | null => {
  if (optionProblems(card, context).length > 0) return null;
  const given = modelContextOf(context);
  const tables = architectureOf(card.architecture)?.topologyOf(card.options, given);
  if (tables === undefined) return null;
  const gated = withElementwiseGates(tables, card.elementwiseGates, given.numPriors ?? 0);
  const topology = withEmbeddings(gated, idColumnsInRow(context));
  return card.weighting === 'uncertainty' ? { ...topology, logVariances: logVariancesName } : topology;
};

export type NetworkCosts = ReturnType<typeof networkCostsOf>;

export function networkCostsOf(topology: Topology) {
  return {
    /** Number of parameters without the vectors of ids. */
    parameters: paramCountsOf(topology),
    embeddings: numEmbeddingParamsOf(topology),
    multiplyAdds: multiplyAddCountsOf(topology),
    experts: topology.levels.map((level) => level.experts.length),
  };
}
