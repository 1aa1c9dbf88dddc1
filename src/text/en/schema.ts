/** English texts: fields of the configuration and what is wrong with a value. */

const inUnit = (unit: string | null) => (unit === null ? '' : ` ${unit}`);

export const schemaText = {
  /** The one sentence for every value that could not be taken as it was. */
  notTaken: (label: string, expected: string, got: string, used: string) =>
    `${label} must be ${expected}, but got ${got}; ${used} is used instead.`,
  unknownKeys: (got: string, known: string) =>
    `Unknown settings ${got} were ignored; the settings are ${known}.`,
  notASetOfFields: (got: string) =>
    `Settings must be names with values, but got ${got}; the defaults are used.`,

  number: (min: number, max: number, unit: string | null) => `a number from ${min} to ${max}${inUnit(unit)}`,
  integer: (min: number, max: number, unit: string | null) =>
    `a whole number from ${min} to ${max}${inUnit(unit)}`,
  decimals: (count: number) => `a number with at most ${count} digits after the point`,
  significant: (count: number) => `a number of at most ${count} significant digits`,
  boolean: 'on or off',
  choice: (values: readonly string[]) =>
    values.length === 1 ? `${values[0]}` : `one of ${values.join(', ')}`,
  text: (maxLength: number) => `text of 1 to ${maxLength} visible characters on one line`,
  perTask: (min: number, max: number, maxTasks: number) =>
    `one whole number from ${min} to ${max}, or one per task like 2-1-3 (at most ${maxTasks})`,
  dims: (maxLayers: number, maxWidth: number) =>
    `1 to ${maxLayers} layer widths like 64-32, each a whole number from 1 to ${maxWidth}`,
  levelDims: (maxLevels: number, maxLayers: number, maxWidth: number) =>
    `1 to ${maxLevels} levels of 1 to ${maxLayers} layer widths like 64-32_16, each a whole number from 1 to ${maxWidth}`,

  noValue: 'nothing',
  anObject: 'an object',
  aFunction: 'a function',
} as const;
