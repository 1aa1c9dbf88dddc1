/** Levels of each circumstance: what the axes of the map, and sentences about it, tell apart. */
import type { Circumstances } from './circumstances.ts';

export const levelsOfAxes = {
  labels: ['300', '1000', '3000', '10000'],
  tasks: ['2', '4', '8'],
  relation: ['alike', 'rowDependent', 'pairs', 'groups', 'outsider'],
  noise: ['low', 'high'],
  sparse: ['without', 'with'],
  experts: ['1', '2'],
  correlation: ['low', 'middle', 'high'],
  common: ['none', 'half'],
} as const;

export type MapAxisId = keyof typeof levelsOfAxes;

export const mapAxisIds = Object.keys(levelsOfAxes) as readonly MapAxisId[];

/** Set-ups at one of these levels of each axis named. */
export type Where = Readonly<Partial<Record<MapAxisId, readonly string[]>>>;

/** Between the two noises that set-ups have, as ratios. */
const HIGH_NOISE = Math.sqrt(0.1);

const levelOf: Readonly<Record<MapAxisId, (circumstances: Circumstances) => string | null>> = {
  labels: ({ numLabels }) => levelsOfAxes.labels.findLast((least) => numLabels >= Number(least)) ?? null,
  tasks: ({ numTasks }) => String(numTasks),
  relation: ({ relation }) => relation,
  noise: ({ noise }) => (noise > HIGH_NOISE ? 'high' : 'low'),
  sparse: ({ hasSparseTask }) => (hasSparseTask ? 'with' : 'without'),
  experts: ({ numExperts }) => String(numExperts),
  correlation: ({ correlation }) => {
    if (correlation === null) return null;
    return levelsOfAxes.correlation[Math.min(2, Math.floor(3 * correlation))] ?? null;
  },
  common: ({ shareOfCommonFeatures }) => (shareOfCommonFeatures > 0 ? 'half' : 'none'),
};

/** Null where it does not apply, as the correlation without two tasks of a set. */
export const levelOn = (axis: MapAxisId, circumstances: Circumstances): string | null =>
  levelOf[axis](circumstances);

export const isWhere = (where: Where, circumstances: Circumstances): boolean =>
  mapAxisIds.every((axis) => {
    const level = levelOn(axis, circumstances);
    return where[axis] === undefined || (level !== null && where[axis].includes(level));
  });
