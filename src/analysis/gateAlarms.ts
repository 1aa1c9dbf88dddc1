/** Gate alarms of HoME (Wang et al. 2024), and the cells that cause them. */
import { groupedBy } from '../core/lists.ts';
import type { LevelSpec, Topology } from '../models/topology.ts';
import {
  allReplicaIndices,
  type LevelStatistics,
  type ReplicaChoice,
  undivergedReplicas,
  type WeightReading,
  type WeightTable,
  weightsOf,
} from './gateWeights.ts';

/**
 * `collapse`: one expert has over 0.9 of every task's gate. `degradation`: one task uses a shared
 * expert almost alone. `underFitting`: a task gives its own experts less than 0.1 of its weight,
 * gate and native.
 */
export type AlarmKind = 'collapse' | 'degradation' | 'underFitting';

export interface AlarmCell {
  readonly level: number;
  readonly unit: number;
  readonly expert: number;
}

export interface Alarm {
  readonly kind: AlarmKind;
  readonly level: number;
  readonly task: number | null;
  readonly replicas: readonly { readonly replica: number; readonly cells: readonly AlarmCell[] }[];
  readonly numReplicas: number;
}

const COLLAPSE_THRESHOLD = 0.9;
const NEGLECT_THRESHOLD = 0.1;
const OCCUPATION_THRESHOLD = 0.9;

/** Omits alarms of the start (`atStart`, empty if unknown), which initial weights cause. */
export function alarmsOf(
  topology: Topology,
  levels: readonly LevelStatistics[],
  atStart: readonly LevelStatistics[],
): readonly Alarm[] {
  return topology.levels.flatMap((level, l) => {
    const statistics = levels[l];
    if (statistics === undefined) return [];
    if (hasOnlyOneReplica(level, statistics)) return [];
    const replicas = undivergedReplicas(level, statistics);
    const start = atStart[l];
    const findings = replicas.flatMap((replica) => {
      const before = start === undefined ? [] : findingsOf(level, l, start, replica);
      return findingsOf(level, l, statistics, replica)
        .filter((finding) => !before.some((one) => isSameAlarm(one, finding)))
        .map((finding) => ({ ...finding, replica }));
    });
    return groupedAlarms(findings, l, replicas.length);
  });
}

/** False where no alarm means nothing: no gates, or those of one of several repetitions. */
export const hasOnlyKnownAlarms = (topology: Topology, levels: readonly LevelStatistics[]): boolean =>
  topology.levels.every((level, l) => levels[l] !== undefined && !hasOnlyOneReplica(level, levels[l]));

// A single one of several repetitions says nothing of the others; after a link it may even be their mean.
function hasOnlyOneReplica(level: LevelSpec, statistics: LevelStatistics): boolean {
  const last = allReplicaIndices(level, statistics).length - 1;
  const [first, ...others] = undivergedReplicas(level, statistics);
  return last > 0 && first === last && others.length === 0;
}

// Alarms of whole experts have no task and compare by expert.
const isSameAlarm = (a: AlarmFinding, b: AlarmFinding): boolean =>
  a.kind === b.kind && a.task === b.task && (a.task !== null || a.cells[0]?.expert === b.cells[0]?.expert);

export function readingOfAlarm({ kind }: Pick<Alarm, 'kind'>): WeightReading {
  return kind === 'underFitting' ? 'sum' : 'gate';
}

/** Cells in one replica, or for a mean those in more than half of the replicas. */
export function cellsOfAlarm({ replicas, numReplicas }: Alarm, replica: ReplicaChoice): readonly AlarmCell[] {
  if (replica !== 'mean') return replicas.find((one) => one.replica === replica)?.cells ?? [];
  const all = replicas.flatMap(({ cells }) => cells);
  const places = groupedBy(all, ({ unit, expert }) => `${unit} ${expert}`);
  return [...places.values()].flatMap((found) => (2 * found.length > numReplicas ? found.slice(0, 1) : []));
}

interface AlarmFinding {
  readonly kind: AlarmKind;
  readonly task: number | null;
  readonly cells: readonly AlarmCell[];
}

function findingsOf(
  level: LevelSpec,
  l: number,
  statistics: LevelStatistics,
  replica: number,
): readonly AlarmFinding[] {
  const gates = weightsOf(level, statistics, replica, 'gate');
  const sums = weightsOf(level, statistics, replica, 'sum');
  return [
    ...collapseFindings(level, l, gates),
    ...degradationFindings(level, l, gates),
    ...underFittingFindings(level, l, sums),
  ];
}

// Before ML-MMoE's last level there are no units of tasks.
function unitsReadByTasks({ units }: LevelSpec): readonly number[] {
  const choosing = units.flatMap(({ gate }, u) => ((gate?.sees.length ?? 0) > 1 ? [u] : []));
  const ofTasks = choosing.filter((u) => units[u]?.owner !== 'shared');
  return ofTasks.length > 0 ? ofTasks : choosing;
}

function collapseFindings(level: LevelSpec, l: number, gates: WeightTable): readonly AlarmFinding[] {
  const units = unitsReadByTasks(level);
  if (units.length === 0) return [];
  return level.experts.flatMap((_, expert): readonly AlarmFinding[] => {
    const isCollapsed = units.every((u) => (gates[u]?.[expert] ?? 0) > COLLAPSE_THRESHOLD);
    const cells = units.map((unit) => ({ level: l, unit, expert }));
    return isCollapsed ? [{ kind: 'collapse', task: null, cells }] : [];
  });
}

/** Shared experts that only one of several tasks uses, with at least the weight of an even spread. */
function degradationFindings(level: LevelSpec, l: number, gates: WeightTable): readonly AlarmFinding[] {
  const units = unitsReadByTasks(level).filter((u) => level.units[u]?.owner !== 'shared');
  return level.experts.flatMap(({ owner }, expert): readonly AlarmFinding[] => {
    const users = units.filter((u) => typeof gates[u]?.[expert] === 'number');
    if (owner !== 'shared' || users.length < 2) return [];
    const weightOf = (u: number) => gates[u]?.[expert] ?? 0;
    const unit = users.reduce((most, u) => (weightOf(u) > weightOf(most) ? u : most));
    const total = users.reduce((sum, u) => sum + weightOf(u), 0);
    const fairShare = 1 / (level.units[unit]?.gate?.sees.length ?? 1);
    const isOccupied = weightOf(unit) > OCCUPATION_THRESHOLD * total && weightOf(unit) >= fairShare;
    return isOccupied ? [{ kind: 'degradation', task: null, cells: [{ level: l, unit, expert }] }] : [];
  });
}

function underFittingFindings(level: LevelSpec, l: number, sums: WeightTable): readonly AlarmFinding[] {
  return level.units.flatMap(({ owner: task }, unit): readonly AlarmFinding[] => {
    const weights = sums[unit] ?? [];
    const exists = level.experts.flatMap((_, e) => (typeof weights[e] === 'number' ? [e] : []));
    const own = exists.filter((e) => level.experts[e]?.owner === task);
    if (task === 'shared' || own.length === 0 || own.length === exists.length) return [];
    const totalOf = (experts: readonly number[]) =>
      experts.reduce((sum, e) => sum + Math.abs(weights[e] ?? 0), 0);
    const isNeglected = totalOf(own) < NEGLECT_THRESHOLD * totalOf(exists);
    const cells = own.map((expert) => ({ level: l, unit, expert }));
    return isNeglected ? [{ kind: 'underFitting', task, cells }] : [];
  });
}

type ReplicaFinding = AlarmFinding & { readonly replica: number };

/** Merges cells by kind and task; drops alarms in at most half of the replicas. */
function groupedAlarms(
  findings: readonly ReplicaFinding[],
  level: number,
  numReplicas: number,
): readonly Alarm[] {
  const groups = groupedBy(findings, ({ kind, task }) => `${kind} ${task}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const byReplica = [...groupedBy(group, ({ replica }) => replica)];
    const replicas = byReplica.map(([replica, found]) => ({
      replica,
      cells: found.flatMap(({ cells }) => cells),
    }));
    if (2 * replicas.length <= numReplicas) return [];
    return [{ kind: first.kind, level, task: first.task, replicas, numReplicas }];
  });
}
