/** Moves tensors between replica-major layout `[R*G, B, D]` and one small matrix per row `[R*B, G, D]`, where mixing is a product. */

import { add, reshape, type Tensor, tensor, tile, transpose } from '../../tf/tf.ts';

interface UnitsAndExperts {
  readonly numReplicas: number;
  readonly numUnits: number;
  readonly numExperts: number;
}

/** `[R*G, B, D] -> [R*B, G, D]` */
export function toRows(groups: Tensor, numReplicas: number): Tensor {
  const [numGroups, numRows, dim] = groups.shape as [number, number, number];
  const perReplica = reshape(groups, [numReplicas, numGroups / numReplicas, numRows, dim]);
  return reshape(transpose(perReplica, [0, 2, 1, 3]), [numReplicas * numRows, numGroups / numReplicas, dim]);
}

/** `[R*B, G, D] -> [R*G, B, D]` */
export function fromRows(rows: Tensor, numReplicas: number): Tensor {
  const [numRows, numGroups, dim] = rows.shape as [number, number, number];
  const perReplica = reshape(rows, [numReplicas, numRows / numReplicas, numGroups, dim]);
  return reshape(transpose(perReplica, [0, 2, 1, 3]), [numReplicas * numGroups, numRows / numReplicas, dim]);
}

/** A table of 0 and 1 over units and experts, `[U * E]`, for every replica: `[R*U, E]`. */
export function unitMask(table: readonly number[], attrs: UnitsAndExperts): Tensor {
  const { numReplicas, numUnits, numExperts } = attrs;
  return tile(tensor([...table], [numUnits, numExperts]), [numReplicas, 1]);
}

/** Gate plus native, `[R*U, B, E]`; `experts` `[R*B, E, D]` tells the number of rows when there is no gate. */
export function mixWeights(
  gates: Tensor | null,
  native: Tensor | null,
  experts: Tensor,
  { numReplicas, numUnits, numExperts }: UnitsAndExperts,
): Tensor {
  if (native === null) {
    if (gates === null) throw new Error('A level needs gates or native weights; it has neither.');
    return gates;
  }
  const perRow = reshape(native, [numReplicas * numUnits, 1, numExperts]);
  if (gates !== null) return add(gates, perRow);
  return tile(perRow, [1, (experts.shape[0] ?? 0) / numReplicas, 1]);
}
