/** Words and tables for one row as it passes through networks. */
import { gateMatricesOf, valueOfCell } from '../../analysis/gateMatrix.ts';
import { groupingByOwner } from '../../analysis/gateWeights.ts';
import type { GateSnapshot } from '../../analysis/produced/evaluation.ts';
import type { ProbeResult } from '../../analysis/produced/probe.ts';
import type { CsvRow } from '../../core/spreadsheet.ts';
import type { TaskConfig } from '../../experiment/experiment.ts';
import type { ExpertOwner, Topology } from '../../models/topology.ts';
import { formatFixedPercent, formatWeight } from '../../text/format.ts';
import { text } from '../../text/text.ts';

const words = text.row;

type TaskKindOfRow = TaskConfig['kind'];

/** Probability of yes, or standardised target. */
const predictionOfLogit = (logit: number, kind: TaskKindOfRow): number =>
  kind === 'binary' ? 1 / (1 + Math.exp(-logit)) : logit;

export function logitText(logit: number | undefined, kind: TaskKindOfRow): string {
  if (logit === undefined || Number.isNaN(logit)) return text.app.ui.noValue;
  const value = predictionOfLogit(logit, kind);
  return kind === 'binary' ? formatFixedPercent(value, 0) : formatWeight(value);
}

export interface FollowedNetwork {
  readonly name: string;
  readonly topology: Topology;
  /** Gates of this row alone: weights in `gateMean`, 0 in `gateStd`. */
  readonly gates: GateSnapshot;
  /** Outputs `[T]`: standardised targets or log odds. */
  readonly logits: Float32Array;
}

// Smallest share of an expert that is named.
const LEAST_SHARE = 0.05;

interface TaskSplit {
  readonly task: number;
  readonly shares: readonly { readonly source: ExpertOwner; readonly share: number }[];
}

/** How each task's output is split between experts; null without gates. */
function taskSplitsOf({ topology, gates }: FollowedNetwork) {
  const level = topology.levels.findLastIndex(({ units }) => units.some(({ gate }) => gate !== null));
  const spec = topology.levels[level];
  if (spec === undefined) return null;
  const { rows, columns } = groupingByOwner(spec);
  const cells = gateMatricesOf(topology, gates, 'mean', 'tasks')[level] ?? [];
  const splits = cells.flatMap((units, place): TaskSplit[] => {
    const owner = rows[place]?.owner;
    const shares = units.flatMap((cell, column) => {
      const share = valueOfCell(cell, 'gate');
      const source = columns[column]?.owner;
      return share === null || source === undefined ? [] : [{ source, share }];
    });
    return typeof owner === 'number' && shares.length > 0 ? [{ task: owner, shares }] : [];
  });
  return { level, splits };
}

type NamedTask = Pick<TaskConfig, 'name'>;

export function rowSentences(
  networks: readonly FollowedNetwork[],
  tasks: readonly NamedTask[],
  mostTasks = tasks.length,
): readonly string[] {
  return networks.map((network) => {
    const found = taskSplitsOf(network);
    if (found === null) return words.fixed(network.name);
    const splits = found.splits.slice(0, mostTasks).map(({ task, shares }) => {
      const said = shares
        .filter(({ share }) => share >= LEAST_SHARE)
        .toSorted((a, b) => b.share - a.share)
        .map(({ source, share }) => {
          const name = source === 'shared' ? words.shared : (tasks[source]?.name ?? '');
          return [source === task ? null : name, formatFixedPercent(share, 0)] as const;
        });
      return words.split(tasks[task]?.name ?? '', said);
    });
    return words.sentence(network.name, found.level + 1, splits);
  });
}

/** Sentences on the task whose gates differ most. */
export function comparedRows(
  first: readonly FollowedNetwork[],
  second: readonly FollowedNetwork[],
  names: readonly [string, string],
  tasks: readonly NamedTask[],
): readonly string[] {
  return first.flatMap((network, place) => {
    const other = second[place];
    const [before, after] = [
      taskSplitsOf(network)?.splits ?? [],
      other ? (taskSplitsOf(other)?.splits ?? []) : [],
    ];
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

export function rowNumbers(
  { truth, row }: Pick<ProbeResult, 'truth' | 'row'>,
  networks: readonly FollowedNetwork[],
  tasks: readonly TaskConfig[],
): readonly CsvRow[] {
  const header = [
    words.task,
    words.truth,
    words.label,
    ...networks.flatMap(({ name }) => [words.tableOf(name), words.errorOf(name)]),
  ];
  const lines = tasks.map(({ name, kind }, task) => {
    const known = truth?.[0]?.[task]?.[0] ?? Number.NaN;
    const best = predictionOfLogit(known, kind);
    const answers = networks.flatMap(({ logits }) => {
      const answer = predictionOfLogit(logits[task] ?? Number.NaN, kind);
      return [answer, answer - best];
    });
    return [name, best, row?.labels?.[task] ?? Number.NaN, ...answers];
  });
  return [header, ...lines];
}
