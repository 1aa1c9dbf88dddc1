/** Lists put together, taken apart and summed up. */

/** All values one after the other, in an array of their own. */
export function concatenated(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

/** The items by key, as `Map.groupBy` has them, which engines still in use lack, in order of first appearance; items keep their order. */
export function groupedBy<K, T>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** `[R * T]` as a row per replica, `[R][T]`. */
export function ofReplicas<T>(values: readonly T[], numTasks: number): readonly (readonly T[])[] {
  return Array.from({ length: values.length / numTasks }, (_, replica) =>
    values.slice(replica * numTasks, (replica + 1) * numTasks),
  );
}

/** The set without a value that it holds, or with one that it has not, as the last. */
export function toggled<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const changed = new Set(set);
  if (!changed.delete(value)) changed.add(value);
  return changed;
}

/** Arithmetic mean; NaN of an empty list. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The lowest and the highest of the numbers, of which there may be millions; null: all are NaN. */
export function spanOf(values: Float64Array): readonly [low: number, high: number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? null : [low, high];
}

/** Compares texts by their code units, so that their order is the same everywhere. */
export const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
