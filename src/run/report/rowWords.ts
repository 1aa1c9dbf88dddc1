/** Words for two rows as they pass through networks. */
import { gateMatricesOf, valueOfCell } from '../../analysis/gateMatrix.ts';
import { groupingByOwner } from '../../analysis/gateWeights.ts';
import type { GateSnapshot } from '../../analysis/produced/evaluation.ts';
import type { TaskConfig } from '../../experiment/experiment.ts';
import type { ExpertOwner, Topology } from '../../models/topology.ts';
import { text } from '../../text/text.ts';

const words = text.row;

export interface FollowedNetwork {
  readonly name: string;
  readonly topology: Topology;
  /** Gates of this row alone: weights in `gateMean`, 0 in `gateStd`. */
  readonly gates: GateSnapshot;
}

interface TaskSplit {
  readonly task: number;
  readonly shares: readonly { readonly source: ExpertOwner; readonly share: number }[];
}

/** How each task's output is split between experts; none without gates. */
function taskSplitsOf({ topology, gates }: FollowedNetwork) {
  const level = topology.levels.findLastIndex(({ units }) => units.some(({ gate }) => gate !== null));
  const spec = topology.levels[level];
  if (spec === undefined) return [];
  const { rows, columns } = groupingByOwner(spec);
  const cells = gateMatricesOf(topology, gates, 'mean', 'tasks')[level] ?? [];
  return cells.flatMap((units, place): TaskSplit[] => {
    const owner = rows[place]?.owner;
    const shares = units.flatMap((cell, column) => {
      const share = valueOfCell(cell, 'gate');
      const source = columns[column]?.owner;
      return share === null || source === undefined ? [] : [{ source, share }];
    });
    return typeof owner === 'number' && shares.length > 0 ? [{ task: owner, shares }] : [];
  });
}

type NamedTask = Pick<TaskConfig, 'name'>;

/** Sentences on the task whose gates differ most. */
export function comparedRows(
  first: readonly FollowedNetwork[],
  second: readonly FollowedNetwork[],
  names: readonly [string, string],
  tasks: readonly NamedTask[],
): readonly string[] {
  return first.flatMap((network, place) => {
    const other = second[place];
    const [before, after] = [taskSplitsOf(network), other ? taskSplitsOf(other) : []];
    const moved = before.map(({ task, shares }, at) => ({
      task,
      // Half the sum of all differences, which is the share of weight that moves.
      amount:
        shares.reduce(
          (sum, { share }, k) => sum + Math.abs(share - (after[at]?.shares[k]?.share ?? share)),
          0,
        ) / 2,
    }));
    const [most] = moved.toSorted((a, b) => b.amount - a.amount);
    return most === undefined
      ? []
      : [words.compared(network.name, names, tasks[most.task]?.name ?? '', Math.round(100 * most.amount))];
  });
}
