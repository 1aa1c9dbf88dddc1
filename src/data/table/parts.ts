/** Parts of the rows of a file, and which groups of rows fit into them. */

export const partNames = ['train', 'validation', 'test'] as const;

export type PartName = (typeof partNames)[number];

export type RecordByPart<T> = Readonly<Record<PartName, T>>;

export const recordByPart = <T>(of: (part: PartName) => T): RecordByPart<T> => ({
  train: of('train'),
  validation: of('validation'),
  test: of('test'),
});

/** Rows of each part in random order, so that a smaller experiment takes the first ones. */
export type TableSplit = RecordByPart<Int32Array>;

export function withAllForTraining({ train, validation, test }: TableSplit): TableSplit {
  const none = new Int32Array();
  const all = new Int32Array(train.length + validation.length + test.length);
  all.set(train);
  all.set(validation, train.length);
  all.set(test, train.length + validation.length);
  return { train: all, validation: none, test: none };
}

export type HeldOutSizes = Omit<RecordByPart<number>, 'train'>;

interface GroupSize {
  readonly code: number;
  readonly numRows: number;
}

export function chooseHeldOutGroups<G extends GroupSize>(groups: readonly G[], wanted: HeldOutSizes) {
  const test = groupsNearestTo(wanted.test, groups);
  const validation = groupsNearestTo(
    wanted.validation,
    groups.filter((group) => !test.has(group)),
  );
  const parts = new Map<number, PartName>();
  for (const { code } of test) parts.set(code, 'test');
  for (const { code } of validation) parts.set(code, 'validation');
  return { test, validation, partOf: (code: number): PartName => parts.get(code) ?? 'train' };
}

// A share of the part: without it, ever smaller groups would be searched for.
const PART_SIZE_TOLERANCE = 0.02;

/** Takes, in order, all groups that fit into `wanted` rows, and one more if that comes nearer. */
function groupsNearestTo<G extends GroupSize>(wanted: number, groups: readonly G[]): ReadonlySet<G> {
  const taken = new Set<G>();
  let missing = wanted;
  for (const group of groups) {
    if (missing < PART_SIZE_TOLERANCE * wanted) return taken;
    if (group.numRows > missing) continue;
    taken.add(group);
    missing -= group.numRows;
  }
  const distanceOf = ({ numRows }: G) => Math.abs(missing - numRows);
  const others = groups.filter((group) => !taken.has(group));
  const [first] = others;
  if (first === undefined) return taken;
  const nearest = others.reduce(
    (best, group) => (distanceOf(group) < distanceOf(best) ? group : best),
    first,
  );
  if (distanceOf(nearest) < missing) taken.add(nearest);
  return taken;
}
