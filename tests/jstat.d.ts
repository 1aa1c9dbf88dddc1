/** jStat ships no types; only what the tests use. */
declare module 'jstat' {
  export const jStat: {
    readonly normal: { readonly cdf: (x: number, mean: number, deviation: number) => number };
    readonly studentt: { readonly cdf: (t: number, degrees: number) => number };
    readonly tci: (
      value: number,
      alpha: number,
      values: readonly number[],
    ) => readonly [low: number, high: number];
  };
}
