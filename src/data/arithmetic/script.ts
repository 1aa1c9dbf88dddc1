/** The arithmetic of rows, of which there may be millions, in JavaScript: what counts where there is no WebAssembly. */
import { sin } from '../../core/math.ts';
import { createStream, type StreamKey } from '../../core/random.ts';
import { dot } from '../linearAlgebra.ts';

/** All ways give the same numbers to the last bit. */
export interface RowArithmetic {
  /** Fills `to` with the first standard normal numbers of the stream of a key. */
  readonly fillNormal: (key: StreamKey, to: Float32Array | Float64Array) => void;
  /**
   * Products of every row of `rows`, `[N, rowLength]`, with directions `[K][d]`, d at most `rowLength`, in index order:
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

export const arithmeticInScript: RowArithmetic = {
  fillNormal: (key, to) => {
    const { normal } = createStream(...key);
    for (let index = 0; index < to.length; index++) to[index] = normal();
  },
  projections: (directions, rows, rowLength) =>
    directions.map((direction) =>
      Float64Array.from({ length: rows.length / rowLength }, (_, row) =>
        dot(direction, rows.subarray(row * rowLength)),
      ),
    ),
  toSines: (values, frequency, phase) => {
    for (let index = 0; index < values.length; index++)
      values[index] = sin(frequency * (values[index] ?? 0) + phase);
  },
};
