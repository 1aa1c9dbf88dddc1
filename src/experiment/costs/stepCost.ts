/** Time of a step, by the parts of a network, from which threads share a run. */
import { numScaledNumbersOf, sum } from '../../models/counts.ts';
import { passesExpertsOn } from '../../models/layers.ts';
import { type NamedTensor, namedTensorsOf } from '../../models/namedTensors.ts';
import type { LevelSpec, Topology } from '../../models/topology.ts';
import { topologyOfCard } from '../derived/cardTopology.ts';
import type { CardConfig, Experiment } from '../experiment.ts';

// A backward pass multiplies twice as often as a forward pass.
export const PASSES_OF_A_STEP = 3;

// Costs beside matrix products, in multiply-adds that take as long, measured on WASM over all presets.

// Cost per output of a layer: bias, ReLU, memory.
const WORK_OF_OUTPUT = 10;
// Cost per gate and expert, seen or not: softmax and its gradient.
const WORK_OF_GATE_WEIGHT = 58;
// Cost per output of a unit that mixes experts.
const WORK_OF_MIXED_OUTPUT = 7;

// WASM computes outputs in panels of this width, so layers cost whole panels.
const PANEL_WIDTH = 8;
const paddedToPanels = (width: number): number => PANEL_WIDTH * Math.ceil(width / PANEL_WIDTH);

/** Weights are `[out, in]`, biases `[out]`. */
const costOfTensor = ({ shape: [out = 0, input] }: NamedTensor): number =>
  input === undefined ? WORK_OF_OUTPUT * out : input * paddedToPanels(out);

function costOfUnits(level: LevelSpec): number {
  const { dims, experts, units } = level;
  const dim = dims.at(-1) ?? 0;
  const ofMix = experts.length * paddedToPanels(dim) + WORK_OF_MIXED_OUTPUT * dim;
  const numGates = units.filter(({ gate }) => gate !== null).length;
  return (
    WORK_OF_GATE_WEIGHT * numGates * experts.length + (passesExpertsOn(level) ? 0 : units.length * ofMix)
  );
}

/** Time of one row's forward pass in equivalent multiply-adds; narrow layers, gates and mixes cost extra. */
const costOfRow = (topology: Topology): number =>
  sum([
    ...namedTensorsOf(topology).map(costOfTensor),
    ...topology.levels.map(costOfUnits),
    WORK_OF_OUTPUT * numScaledNumbersOf(topology),
  ]);

/** Time of a step of one repetition, in units of `costOfRow`. */
export const costOfStep = (card: CardConfig, experiment: Experiment): number => {
  const topology = topologyOfCard(card, experiment);
  return topology === null ? 0 : PASSES_OF_A_STEP * experiment.training.batchSize * costOfRow(topology);
};
