/** The value at that index; throws when there is none. */
export function valueAt<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new Error(`There is nothing at '${index}'.`);
  return value;
}
