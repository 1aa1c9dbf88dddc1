/** Checkpoint names as in the authors' PyTorch library, so that files load there with `strict=True`. */
import type { ElementwiseGateSpec, LinearNames } from './topology.ts';

const linearNames = (prefix: string): LinearNames => ({ weight: `${prefix}.weight`, bias: `${prefix}.bias` });

// Odd positions are ReLUs.
const mlpNames = (prefix: string, numLayers: number): readonly LinearNames[] =>
  Array.from({ length: numLayers }, (_, layer) => linearNames(`${prefix}.mlp_net.${2 * layer}`));

export const expertNames = (level: number, expert: number, numLayers: number): readonly LinearNames[] =>
  mlpNames(`mtl_arch.experts.${level}.${expert}`, numLayers);

export const bottomNames = (numLayers: number): readonly LinearNames[] =>
  mlpNames('mtl_arch.bottom_projection', numLayers);

/** Gate of PLE, AdaTT and STEM; hidden layers, which the library lacks, come first with their ReLUs. */
export const streamGateNames = (level: number, unit: number, numHidden = 0): LinearNames =>
  linearNames(`mtl_arch.gate_weights.${level}.${unit}.${2 * numHidden}`);

export const hiddenGateNames = (level: number, unit: number, numHidden: number): readonly LinearNames[] =>
  Array.from({ length: numHidden }, (_, layer) => streamGateNames(level, unit, layer));

export const inputGateNames = (level: number, unit: number): LinearNames =>
  linearNames(`mtl_arch.gates.${level}.${unit}.1`);

/** `index`: a level if all units have equally many experts, else a unit. */
export const nativeName = (index: number): string => `mtl_arch.self_exp_weights.${index}`;

export const stitchName = (level: number): string => `mtl_arch.stitchs.${level}.weight`;

const elementwiseGateNames = (prefix: string): ElementwiseGateSpec => ({
  hidden: linearNames(`${prefix}.dense_layers.0`),
  linear: linearNames(`${prefix}.dense_layers.2`),
});

// The library has no names for the following four.
export const epnetNames = elementwiseGateNames('epnet.gate_nu');

export const ppnetNames = (task: number, layer: number): ElementwiseGateSpec =>
  elementwiseGateNames(`ppnet.gate_nus.${task}.${layer}`);

export const embeddingName = (column: number, stream: number | null): string =>
  stream === null ? `embeddings.${column}.weight` : `embeddings.${stream}.${column}.weight`;

export const logVariancesName = 'log_variances';

export const towerNames = (task: number, numHiddenLayers: number): readonly LinearNames[] => [
  ...mlpNames(`task_modules.${task}.0`, numHiddenLayers),
  linearNames(`task_modules.${task}.1`),
];
