/** Packed tensors as the named tensors of a checkpoint: the way back from `packing.ts`, which training does without. */
import { sizeOf } from '../../core/shape.ts';
import type { NamedValues } from './initialState.ts';
import type { PackedParameter } from './packing.ts';

/** Values of replica `r` under their checkpoint names. `packed` holds the values of every packed tensor, all replicas. */
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

/** Inverse of `packReplica`: writes into `values`, whose tensors must exist with their full size. */
function unpackReplica(parameter: PackedParameter, packed: Float32Array, values: NamedValues): void {
  for (const { tensor, forEachCell } of parameter.pieces) {
    const target = values.get(tensor);
    if (target === undefined) throw new Error(`The tensor '${tensor}' is missing.`);
    forEachCell((to, from) => {
      target[to] = packed[from] ?? Number.NaN;
    });
  }
}
