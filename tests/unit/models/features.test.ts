/** Every feature of the tables crossed with every reader of them: it is read, or refused by name. */
import { afterAll, describe, expect, it } from 'vitest';
import { diagramLayoutOf, diagramReader } from '../../../app/charts/network/layout.ts';
import { readTableSetup } from '../../../src/data/table/tableSetup.ts';
import { executorCapabilities, planOf } from '../../../src/engine/network/plan.ts';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { budgetOf, budgetReader } from '../../../src/experiment/derived/budget.ts';
import { topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import { setComparison } from '../../../src/experiment/edit.ts';
import { setCard, setCardOptions } from '../../../src/experiment/editCards.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { networkPartsOf, programReader } from '../../../src/interop/pytorch/parts.ts';
import { adattSp } from '../../../src/models/adattSp.ts';
import type { Architecture } from '../../../src/models/architecture.ts';
import { architectures } from '../../../src/models/architectures.ts';
import { countsReader, multiplyAddCountsOf, paramCountsOf } from '../../../src/models/counts.ts';
import { equationsOf, equationsReader } from '../../../src/models/equations.ts';
import { featuresOf, type TopologyFeature, type TopologyReader } from '../../../src/models/features.ts';
import type { Topology } from '../../../src/models/topology.ts';
import { text } from '../../../src/text/text.ts';
import { topologyOf, withLinearExperts } from './topologies.ts';

const experiment = { ...defaultExperiment(), cards: cardsOf(['singleTask']) };

interface Example {
  readonly id: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Settings of a card that change its tables. */
  readonly card?: Partial<CardConfig>;
  /** Vectors of columns of ids. */
  readonly numVectors?: readonly number[];
}

/** AdaTT-sp with linear experts, registered for this file alone. */
const linearExperts: Architecture<typeof adattSp.options> = {
  ...adattSp,
  id: 'linearExperts',
  topologyOf: (values, context) => withLinearExperts(adattSp.topologyOf(values, context)),
};
(architectures as Architecture[]).push(linearExperts);
afterAll(() => void (architectures as Architecture[]).pop());

/** A network with each feature. */
const examples: Readonly<Record<TopologyFeature, Example>> = {
  streamGates: { id: 'ple', options: {} },
  inputGates: { id: 'mlmmoe', options: {} },
  fixedNative: { id: 'adattSp', options: { numTaskExperts: 1 } },
  learnedNative: { id: 'crossStitch', options: {} },
  untrainedNative: { id: 'almostAdatt', options: { defect: 'untrained' } },
  alikeStart: { id: 'almostAdatt', options: { defect: 'alike' } },
  emptyTensors: { id: 'adatt', options: { numSharedExperts: 2, levelDims: [[8]] } },
  linearExperts: { id: 'linearExperts', options: {} },
  learnedLossWeights: { id: 'mmoe', options: {}, card: { weighting: 'uncertainty' } },
  embeddings: { id: 'mmoe', options: {}, numVectors: [5, 9] },
  ownEmbeddings: { id: 'stem', options: {}, numVectors: [5] },
  epnet: { id: 'mmoe', options: {}, card: { elementwiseGates: 'beforeExperts' } },
  ppnet: { id: 'mmoe', options: {}, card: { elementwiseGates: 'beforeTowers' } },
  summedGates: { id: 'stem', options: {} },
  deepGates: { id: 'stem', options: {} },
  taughtExperts: { id: 'adattSp', options: { taskSpecificBackward: true } },
};
const features = Object.keys(text.models.feature) as TopologyFeature[];

/** What a reader makes of a network. Throws, or says, what it refuses. */
interface Read {
  readonly what: string;
  readonly reader: TopologyReader;
  readonly read: (topology: Topology, example: Example) => unknown;
}

const reads: readonly Read[] = [
  { what: 'executor', reader: executorCapabilities, read: (topology) => planOf(topology) },
  { what: 'exported program', reader: programReader, read: (topology) => networkPartsOf(topology) },
  { what: 'diagram', reader: diagramReader, read: (topology) => diagramLayoutOf(topology, 900) },
  {
    what: 'equations',
    reader: equationsReader,
    read: (topology) => equationsOf(topology, { level: 0, unit: 0 }),
  },
  { what: 'parameters', reader: countsReader, read: (topology) => paramCountsOf(topology) },
  { what: 'multiply-adds', reader: countsReader, read: (topology) => multiplyAddCountsOf(topology) },
  { what: 'budget', reader: budgetReader, read: (_, example) => withBudget(example) },
];

/** The budget says on a card what it refuses. */
function withBudget(example: Example): void {
  const cards = [...experiment.cards, ...cardsOf(['ple', example.id]).slice(1)];
  const sized = setComparison(ofExample({ ...experiment, cards }, example), {
    budget: 'equalParameters',
    reference: 'A',
  });
  const message = budgetOf(sized).cards[1]?.message;
  if (message) throw new Error(message);
}

/** The second of two cards as the example says. */
const ofExample = (two: Experiment, { options, card = {}, numVectors }: Example): Experiment => {
  const made = setCard(setCardOptions(two, 'B', options), 'B', card);
  if (numVectors === undefined) return made;
  const columns = numVectors.map((_, column) => ({ name: `id ${column}`, role: 'id' }));
  const table = readTableSetup({ columns, numVectors, embeddingDim: 4 }, made.tasks.length, () => undefined);
  return { ...made, data: { ...made.data, source: 'table', table } };
};

function topologyOfExample(example: Example): Topology {
  const two = ofExample({ ...experiment, cards: cardsOf(['ple', example.id]) }, example);
  const topology = two.cards[1] && topologyOfCard(two.cards[1], two);
  if (!topology) throw new Error(`${example.id} cannot be built.`);
  return topology;
}

describe.each(features)('%s', (feature) => {
  const example = examples[feature];
  const topology = topologyOfExample(example);

  it('is found in a network that has it', () => {
    expect(featuresOf(topology)).toContain(feature);
  });

  it.each(reads)('is read by $what, or refused by name', ({ reader: { name, reads: declared }, read }) => {
    if (declared.includes(feature)) expect(() => read(topology, example)).not.toThrow();
    else
      expect(() => read(topology, example)).toThrow(text.models.unread(name, text.models.feature[feature]));
  });

  it.each(reads)('is refused by $what while it is not declared', ({ reader, read }) => {
    const declared = reader.reads as TopologyFeature[];
    const kept = [...declared];
    declared.splice(0, declared.length, ...kept.filter((one) => one !== feature));
    try {
      expect(() => read(topology, example)).toThrow(
        text.models.unread(reader.name, text.models.feature[feature]),
      );
    } finally {
      declared.splice(0, declared.length, ...kept);
    }
  });
});

it('has no feature that a network lacks', () => {
  const context = { numTasks: 2, inputDim: 3 };
  expect([...featuresOf(topologyOf('singleTask', {}, context))]).toEqual(['fixedNative']);
  expect([...featuresOf(topologyOf('mmoe', {}, context))]).toEqual(['inputGates']);
});
