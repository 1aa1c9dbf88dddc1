/** Elementwise gates as a part that any network may have: EPNet before its experts, PPNet before the layers of its towers. */
import { epnetNames, ppnetNames } from './names.ts';
import { indices } from './rows.ts';
import type { ElementwiseGatesSpec, Topology } from './topology.ts';

/** Where a network has them. */
export type ElementwiseGatesPlace = 'none' | 'beforeExperts' | 'beforeTowers' | 'both';

/** The same network with such gates; `numPriors` of the last inputs of a row are the prior. */
export function withElementwiseGates(
  topology: Topology,
  place: ElementwiseGatesPlace,
  numPriors: number,
): Topology {
  if (place === 'none') return topology;
  const layers = indices(topology.towerDims.length + 1);
  const ppnet = topology.towers.map((_, task) => layers.map((layer) => ppnetNames(task, layer)));
  const elementwiseGates: ElementwiseGatesSpec = {
    numPriors,
    ...(place !== 'beforeTowers' && { epnet: epnetNames }),
    ...(place !== 'beforeExperts' && { ppnet }),
  };
  return { ...topology, elementwiseGates };
}
