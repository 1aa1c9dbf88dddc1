/** Unpacks packed tensors to checkpoint tensors, the inverse of `packing.ts`. */
import { sizeOf } from '../../core/shape.ts';
import type { NamedValues } from './initialState.ts';
import type { PackedParameter } from './packing.ts';

/** The tensors of `into` must have full size. */
export function namedValuesOf(
  parameters: readonly PackedParameter[],
  packed: readonly Float32Array[],
  replica: number,
  into: NamedValues,
): void {
  parameters.forEach((parameter, i) => {
    const size = sizeOf(parameter.shape);
    unpackReplica(
      parameter,
      packed[i]?.subarray(replica * size, (replica + 1) * size) ?? new Float32Array(),
      into,
    );
  });
}

function unpackReplica(parameter: PackedParameter, packed: Float32Array, values: NamedValues): void {
  for (const { tensor, forEachCell } of parameter.pieces) {
    const target = values.get(tensor);
    if (target === undefined) throw new Error(`The tensor '${tensor}' is missing.`);
    forEachCell((to, from) => {
      target[to] = packed[from] ?? Number.NaN;
    });
  }
}
