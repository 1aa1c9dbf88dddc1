/** Helpers that join, group and summarise lists. */

export function concatenatedFloats(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

/** Replaces `Map.groupBy`, which some engines lack; groups are in order of first appearance. */
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

/** Splits `[R * T]` into `[R][T]`. */
export function valuesByReplica<T>(values: readonly T[], numTasks: number): readonly (readonly T[])[] {
  return Array.from({ length: values.length / numTasks }, (_, replica) =>
    values.slice(replica * numTasks, (replica + 1) * numTasks),
  );
}

export function withToggled<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const changed = new Set(set);
  if (!changed.delete(value)) changed.add(value);
  return changed;
}

/** NaN for an empty list. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Smallest and largest of possibly millions of values; null: all are NaN. */
export function minAndMax(values: Iterable<number>): readonly [low: number, high: number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? null : [low, high];
}

export const compareCodeUnits = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
