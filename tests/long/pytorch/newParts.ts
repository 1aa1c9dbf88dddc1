/** Small networks with every part that is not AdaTT's, a card each, on made-up rows, on tasks after tasks and on a file. */
import { createCard } from '../../../src/experiment/defaults.ts';
import { setTraining } from '../../../src/experiment/edit.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { architectureOf, variantsOf } from '../../../src/models/architectures.ts';
import { ownFile } from '../../pytorch/ownFiles.ts';
import { type Case, funnelCase, smallExperiment } from '../../pytorch/programs.ts';

/** Settings of a card, its options beside those that all small cards of its architecture have. */
type Part = Pick<CardConfig, 'id' | 'architecture'> & Partial<CardConfig>;

const gates = (id: string, architecture: string, elementwiseGates: CardConfig['elementwiseGates']): Part => ({
  ...{ id, architecture, elementwiseGates },
});

const almost = architectureOf('almostAdatt');
const defects = (almost === undefined ? [] : variantsOf(almost)).map(
  ({ options }): Part => ({ id: String(options['defect']), architecture: 'almostAdatt', options }),
);

const ofRows: readonly Part[] = [
  { id: 'plain', architecture: 'adatt', options: { taskSpecificBackward: false } },
  { id: 'taught', architecture: 'adatt' },
  { id: 'stem', architecture: 'stem' },
  { id: 'unshared', architecture: 'ple', options: { numSharedExperts: 0 } },
  { id: 'weighing', architecture: 'mmoe', weighting: 'uncertainty' },
  gates('epnet', 'adattSp', 'beforeExperts'),
  gates('ppnet', 'sharedBottom', 'beforeTowers'),
  gates('pepnet', 'stem', 'both'),
  { ...gates('together', 'ple', 'both'), weighting: 'uncertainty' },
  ...defects,
];

const ofFunnels: readonly Part[] = [
  { id: 'conditional', architecture: 'adattSp' },
  { id: 'entire', architecture: 'adattSp', objective: 'entireSpace' },
  { id: 'inverse', architecture: 'adattSp', objective: 'inversePropensity', clip: 0.2, lambdaG: 0.5 },
  { id: 'weighed', architecture: 'ple', objective: 'inversePropensity', weighting: 'uncertainty' },
  { ...gates('scaled', 'stem', 'both'), objective: 'entireSpace', weighting: 'uncertainty' },
];

const ofPriors: readonly Part[] = [
  gates('epnetOfFile', 'mmoe', 'beforeExperts'),
  gates('pepnetOfFile', 'mmoe', 'both'),
];

const ofPriorIds: readonly Part[] = [
  gates('epnetOfIds', 'mmoe', 'beforeExperts'),
  gates('pepnetOfIds', 'mmoe', 'both'),
];

/**
 * Narrow networks and few rows in a batch: where a ReLU reads almost 0, rounding decides, and from there on two right trainings part. Of
 * 32 rows and twice the widths, one in five programs met that within 200 steps.
 */
const sizes = { levelDims: [[6], [4]], towerDims: [4] };

/** The same experiment with these cards. */
function withParts(experiment: Experiment, parts: readonly Part[]): Experiment {
  const cards = parts.map(({ options, ...settings }): CardConfig => {
    const small = experiment.cards.find(({ architecture }) => architecture === settings.architecture);
    if (small === undefined) throw new Error(`There is no small card of ${settings.architecture}.`);
    const card = { ...createCard([], settings.architecture), ...settings };
    return { ...card, options: { ...small.options, ...sizes, ...options } };
  });
  return setTraining({ ...experiment, cards }, { numReplicas: 2, batchSize: 8 });
}

/** Three of the inputs are prior features, and labels of all tasks are in most batches. */
const ofGroups = ({ tasks, data, ...others }: Experiment): Experiment => ({
  ...others,
  tasks: tasks.map((task) => ({ ...task, labelFraction: Math.max(task.labelFraction, 0.5) })),
  data: { ...data, numGroups: 3 },
});

/** The cases of all new parts; a program is written for each card. */
export async function newPartCases(): Promise<readonly Case[]> {
  const small = ofGroups(smallExperiment());
  const funnel = { ...ofGroups(funnelCase().experiment), cards: small.cards };
  const { table, experiment } = await ownFile('mmoe', { kind: 'prior', code: 'prior' });
  const ofIds = await ownFile('mmoe', { kind: 'priorId', code: 'prior', x: 'ignored' });
  return [
    { experiment: withParts(small, ofRows), table: null },
    { experiment: withParts(funnel, ofFunnels), table: null },
    { experiment: withParts(experiment, ofPriors), table },
    { ...ofIds, experiment: withParts(ofIds.experiment, ofPriorIds) },
  ];
}

/** How many programs they are. */
export const numNewParts = ofRows.length + ofFunnels.length + ofPriors.length + ofPriorIds.length;
