/** Looks something up that must be there. */

/** The value at that index; throws when there is none. */
export function valueAt<T>(values: readonly T[], index: number): T {
  return present(values[index], index);
}

/** The value of that name; throws when there is none. */
export function named<T>(values: Readonly<Record<string, T>>, name: string): T {
  return present(values[name], name);
}

function present<T>(value: T | undefined, key: string | number): T {
  if (value === undefined) throw new Error(`There is nothing at '${key}'.`);
  return value;
}
