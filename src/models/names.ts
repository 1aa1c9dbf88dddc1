/** Checkpoint names, exactly as in the authors' PyTorch library, so that files load there with `strict=True`. */
import type { ElementwiseGateSpec, LinearNames } from './topology.ts';

const linear = (prefix: string): LinearNames => ({ weight: `${prefix}.weight`, bias: `${prefix}.bias` });

/** Layers of an MLP; the odd positions in between are its ReLUs. */
const mlp = (prefix: string, numLayers: number): readonly LinearNames[] =>
  Array.from({ length: numLayers }, (_, layer) => linear(`${prefix}.mlp_net.${2 * layer}`));

/** Layers of expert `expert` of level `level`. */
export const expertNames = (level: number, expert: number, numLayers: number): readonly LinearNames[] =>
  mlp(`mtl_arch.experts.${level}.${expert}`, numLayers);

/** Layers of Shared-Bottom's one expert. */
export const bottomNames = (numLayers: number): readonly LinearNames[] =>
  mlp('mtl_arch.bottom_projection', numLayers);

/** Gate of a unit of PLE and AdaTT; with hidden layers, which the library does not have, it stands behind these and their ReLUs. */
export const streamGateNames = (level: number, unit: number, numHidden = 0): LinearNames =>
  linear(`mtl_arch.gate_weights.${level}.${unit}.${2 * numHidden}`);

/** Hidden layers of the gate of a unit. */
export const hiddenGateNames = (level: number, unit: number, numHidden: number): readonly LinearNames[] =>
  Array.from({ length: numHidden }, (_, layer) => streamGateNames(level, unit, layer));

/** Gate of a unit of MMoE and ML-MMoE. */
export const inputGateNames = (level: number, unit: number): LinearNames =>
  linear(`mtl_arch.gates.${level}.${unit}.1`);

/** AdaTT's native weights; `index` is a level when all units have equally many experts, a unit otherwise. */
export const nativeName = (index: number): string => `mtl_arch.self_exp_weights.${index}`;

/** Cross-Stitch's mixing weights of a level. */
export const stitchName = (level: number): string => `mtl_arch.stitchs.${level}.weight`;

const elementwiseGate = (prefix: string): ElementwiseGateSpec => ({
  hidden: linear(`${prefix}.dense_layers.0`),
  linear: linear(`${prefix}.dense_layers.2`),
});

/** The gate before the experts, which the library does not have. */
export const epnetNames = elementwiseGate('epnet.gate_nu');

/** The gate before a layer of a task's tower, which the library does not have either. */
export const ppnetNames = (task: number, layer: number): ElementwiseGateSpec =>
  elementwiseGate(`ppnet.gate_nus.${task}.${layer}`);

/** The vectors of a column of ids, which the library does not have: of all tasks, or of one stream. */
export const embeddingName = (column: number, stream: number | null): string =>
  stream === null ? `embeddings.${column}.weight` : `embeddings.${stream}.${column}.weight`;

/** The log variances of the tasks' losses, where these learn their weights; the library has none. */
export const logVariancesName = 'log_variances';

/** Hidden layers of the tower of task `task`, then its output layer. */
export const towerNames = (task: number, numHiddenLayers: number): readonly LinearNames[] => [
  ...mlp(`task_modules.${task}.0`, numHiddenLayers),
  linear(`task_modules.${task}.1`),
];
