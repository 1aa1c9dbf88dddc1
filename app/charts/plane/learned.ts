/** What networks have learned as functions over a plane, from probes of its grid. */
import { groupingByExpert, groupingByOwner } from '../../../src/analysis/gateWeights.ts';
import type {
  PlaneChoice,
  ProbedLevel,
  ProbedNetwork,
  ProbedPlane,
  ProbeResult,
} from '../../../src/analysis/produced/probe.ts';
import { concatenatedFloats } from '../../../src/core/lists.ts';
import { PLANE_GRID, SLICE_POINTS } from '../../../src/data/plane.ts';
import type { ExpertOwner, LevelSpec, Topology } from '../../../src/models/topology.ts';

/** All experts of an owner (`expert` null), or a single one. */
export interface SourceExpert {
  readonly owner: ExpertOwner;
  readonly expert: number | null;
}

export interface Reliance {
  readonly sources: readonly SourceExpert[];
  /** `[sources, N]`, summing to 1. */
  readonly shares: Float32Array;
  readonly isGated: boolean;
}

/** Logits: standardised targets or log odds. */
interface LearnedFunctions {
  /** `[N]` per task, at the points of the plane. */
  readonly planes: readonly Float32Array[];
  /** `[R, M]` per task, at the points of the line. */
  readonly slices: readonly Float32Array[];
}

interface LearnedNetwork extends LearnedFunctions {
  readonly networkId: string;
  readonly reliance: readonly (Reliance | null)[];
}

export interface LearnedPlanes extends ProbedPlane {
  readonly step: number;
  readonly choice: PlaneChoice;
  /** Index of the replica that `planes` show; null: the mean of all. */
  readonly replica: number | null;
  readonly truth: LearnedFunctions | null;
  readonly networks: readonly LearnedNetwork[];
}

const NUM_POINTS = PLANE_GRID.size ** 2;

/** Null unless a grid was probed. `isMean`: the plane has the mean of all replicas, else the first. */
export function learnedPlanesOf(
  probed: ProbeResult,
  isMean: boolean,
  topologyOf: (networkId: string) => Topology | null,
): LearnedPlanes | null {
  const { step, request, plane, truth } = probed;
  const { points, replicas } = request;
  if (plane === null || points.kind !== 'grid') return null;
  const { tasks } = points;
  const numRows = NUM_POINTS + tasks.length * SLICE_POINTS.size;
  const isOfAll = isMean && replicas.length > 1;
  const order = [...replicas.keys()].sort((a, b) => (replicas[a] ?? 0) - (replicas[b] ?? 0));
  const functionsOf = (valuesOf: (place: number, task: number) => ArrayLike<number>): LearnedFunctions => {
    const part = (place: number, task: number, start: number, length: number) =>
      Float32Array.from(valuesOf(place, task)).subarray(start, start + length);
    const onPlane = isOfAll ? order : [0];
    return {
      planes: tasks.map((task) =>
        meanOfFiniteLists(onPlane.map((place) => part(place, task, 0, NUM_POINTS))),
      ),
      slices: tasks.map((task, line) =>
        concatenatedFloats(
          order.map((place) => part(place, task, NUM_POINTS + line * SLICE_POINTS.size, SLICE_POINTS.size)),
        ),
      ),
    };
  };
  const networkOf = ({ networkId, logits, levels }: ProbedNetwork): LearnedNetwork => {
    const [inside] = levels;
    const spec = topologyOf(networkId)?.levels[inside?.level ?? 0];
    return {
      networkId,
      ...functionsOf((place, task) => logits[place]?.subarray(task * numRows, (task + 1) * numRows) ?? []),
      reliance: tasks.map((task) => (spec && inside ? relianceOf(spec, inside, task) : null)),
    };
  };
  return {
    ...plane,
    step,
    choice: points,
    replica: isOfAll ? null : (replicas[0] ?? 0),
    truth: truth && functionsOf((place, task) => truth[place]?.[task] ?? []),
    networks: probed.networks.map(networkOf),
  };
}

/** Mean over the lists that are finite throughout; NaN if there are none. */
function meanOfFiniteLists(lists: readonly Float32Array[]): Float32Array {
  const alive = lists.filter((values) => values.every(Number.isFinite));
  const mean = new Float32Array(lists[0]?.length ?? 0);
  return mean.map((_, index) => alive.reduce((sum, values) => sum + (values[index] ?? 0), 0) / alive.length);
}

function sourcesOf(level: LevelSpec): readonly (SourceExpert & { readonly experts: readonly number[] })[] {
  const owners = groupingByOwner(level).columns;
  if (owners.length > 1) return owners.map((column) => ({ ...column, expert: null }));
  return groupingByExpert(level).columns.map(({ owner, experts }) => ({
    owner,
    experts,
    expert: experts[0] ?? null,
  }));
}

/** Gate weights, or sizes of native weights without a gate, averaged over the task's units; null without units. */
export function relianceOf(
  level: LevelSpec,
  weights: Pick<ProbedLevel, 'gates' | 'native'>,
  task: number,
  numRows = NUM_POINTS,
): Reliance | null {
  const units = level.units.flatMap(({ owner }, unit) => (owner === task ? [unit] : []));
  if (units.length === 0) return null;
  const sources = sourcesOf(level);
  const shares = new Float32Array(sources.length * numRows); // `[sources, N]`
  for (const unit of units) {
    const weightAt = unitWeights(level, weights, unit);
    for (const [place, { experts }] of sources.entries())
      for (let row = 0; row < numRows; row++) {
        const share = experts.reduce((sum, expert) => sum + weightAt(row, expert), 0);
        shares[place * numRows + row] = (shares[place * numRows + row] ?? 0) + share / units.length;
      }
  }
  return {
    sources: sources.map(({ owner, expert }) => ({ owner, expert })),
    shares,
    isGated: units.some((unit) => level.units[unit]?.gate !== null),
  };
}

function unitWeights(
  level: LevelSpec,
  { gates, native }: Pick<ProbedLevel, 'gates' | 'native'>,
  unit: number,
): (row: number, expert: number) => number {
  const { units, experts } = level;
  const numExperts = experts.length;
  if (gates !== null && units[unit]?.gate !== null) {
    const numRows = gates.length / (units.length * numExperts);
    return (row, expert) => gates[(unit * numRows + row) * numExperts + expert] ?? Number.NaN;
  }
  const sizes = experts.map((_, expert) => Math.abs(native[unit * numExperts + expert] ?? 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return (_, expert) => (sizes[expert] ?? 0) / total;
}
