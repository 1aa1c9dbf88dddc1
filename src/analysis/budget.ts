/** What networks cost beside each other, read off their tables. Knows neither cards nor how costs are made equal. */
import { type CountByPart, multiplyAddCountsOf, paramCountsOf } from '../models/counts.ts';
import type { Topology } from '../models/topology.ts';

/** More than this share of the reference apart is no fair comparison without saying so. */
const MAX_APART = 0.05;

/** The cost of one network. */
export interface NetworkCosts {
  /** Trainable numbers, split by what they are for. */
  readonly parameters: CountByPart;
  /** Multiply-adds of one row's forward pass. */
  readonly multiplyAdds: CountByPart;
  /** Experts of every level. */
  readonly experts: readonly number[];
}

/** The costs of a network. */
export function costsOf(topology: Topology): NetworkCosts {
  return {
    parameters: paramCountsOf(topology),
    multiplyAdds: multiplyAddCountsOf(topology),
    experts: topology.levels.map((level) => level.experts.length),
  };
}

/** Parameters as a share of the reference's minus 1: 0.1 is 10 % more. */
export function excessOver(reference: NetworkCosts, costs: NetworkCosts): number {
  return costs.parameters.total / reference.parameters.total - 1;
}

/** Some network has over 5 % more or fewer parameters than the reference. */
export function isUneven(reference: NetworkCosts, others: readonly NetworkCosts[]): boolean {
  return others.some((costs) => Math.abs(excessOver(reference, costs)) > MAX_APART);
}
