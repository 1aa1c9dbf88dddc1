/** What rows are made of: the numbers that there may be millions of. Knows no data source. */
import type { StreamKey } from '../../core/random.ts';

/** All ways give the same numbers to the last bit. */
export interface RowArithmetic {
  /** Fills `to` with the first standard normal numbers of the stream of a key. */
  readonly fillNormal: (key: StreamKey, to: Float32Array | Float64Array) => void;
  /**
   * Of every row of `rows`, `[N, rowLength]`, its products with directions `[K][d]`, d at most `rowLength`, in index order:
   * `[K][N]`.
   */
  readonly projections: (
    directions: readonly Float64Array[],
    rows: Float32Array,
    rowLength: number,
  ) => readonly Float64Array[];
  /** Puts sin(frequency x + phase) in the place of every x. */
  readonly toSines: (values: Float64Array, frequency: number, phase: number) => void;
}
