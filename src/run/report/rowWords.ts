/** Words for two rows as they pass through networks. */
import type { GateSnapshot } from '../../analysis/produced/evaluation.ts';
import type { TaskConfig } from '../../experiment/experiment.ts';
import type { Topology } from '../../models/topology.ts';
import { text } from '../../text/text.ts';

export interface FollowedNetwork {
  readonly name: string;
  readonly topology: Topology;
  /** Gates of this row alone: weights in `gateMean`, 0 in `gateStd`. */
  readonly gates: GateSnapshot;
}

export function comparedRows(
  first: readonly FollowedNetwork[],
  second: readonly FollowedNetwork[],
  names: readonly [string, string],
  tasks: readonly Pick<TaskConfig, 'name'>[],
): readonly string[] {
  return first.flatMap(({ name, topology, gates }, place) => {
    const level = topology.levels.findLastIndex(({ units }) => units.some(({ gate }) => gate !== null));
    const { units = [], experts = [] } = topology.levels[level] ?? {};
    const [before, after] = [gates, second[place]?.gates].map((one) => one?.levels[level]?.gateMean);
    const moved = units.flatMap(({ owner }, unit) => {
      if (owner === 'shared' || !before || !after) return [];
      const sizes = experts.map((_, expert) => {
        const at = unit * experts.length + expert;
        return Math.abs((before[at] ?? Number.NaN) - (after[at] ?? Number.NaN));
      });
      // Half the sum of all differences is the share of weight that moves.
      return { owner, amount: sizes.reduce((sum, size) => sum + size, 0) / 2 };
    });
    const [most] = moved.toSorted((a, b) => b.amount - a.amount);
    if (most === undefined) return [];
    return [text.row.compared(name, names, tasks[most.owner]?.name ?? '', Math.round(100 * most.amount))];
  });
}
