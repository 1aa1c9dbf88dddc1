/** English grammar for the catalogue. */

/** '1 step', '2 steps'. */
export const plural = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;
