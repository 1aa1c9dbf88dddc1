/** The state of a network before its first step, packed from named tensors. */
import { concatenated } from '../../core/lists.ts';
import { sizeOf } from '../../core/shape.ts';
import type { AdamState } from '../kernels/adam/adam.ts';
import type { PackedParameter } from './packing.ts';

/** Values of checkpoint tensors by name. */
export type NamedValues = ReadonlyMap<string, Float32Array>;

/** Values of a state by the names of the packed tensors, each of all replicas. */
export type NamedState = Readonly<Record<keyof AdamState, Readonly<Record<string, Float32Array>>>>;

/** Packs one replica's named values; throws when one is missing or has another size. */
function packReplica(parameter: PackedParameter, values: NamedValues): Float32Array {
  const packed = new Float32Array(sizeOf(parameter.shape));
  for (const { target, value } of parameter.constants) packed[target] = value;
  for (const { tensor, forEachCell } of parameter.pieces) {
    const source = values.get(tensor);
    if (source === undefined) throw new Error(`The tensor '${tensor}' is missing.`);
    forEachCell((from, to) => {
      const value = source[from];
      if (value === undefined)
        throw new Error(`The tensor '${tensor}' has ${source.length} values; more are needed.`);
      packed[to] = value;
    });
  }
  return packed;
}

/** The state before the first step, with a value for every replica. */
export function initialStateOf(
  parameters: readonly PackedParameter[],
  replicas: readonly NamedValues[],
): NamedState {
  const named = (valuesOf: (parameter: PackedParameter) => Float32Array) =>
    Object.fromEntries(parameters.map((parameter) => [parameter.name, valuesOf(parameter)]));
  const zeros = () => named(({ shape }) => new Float32Array(replicas.length * sizeOf(shape)));
  return {
    parameters: named((parameter) => concatenated(replicas.map((values) => packReplica(parameter, values)))),
    moment1: zeros(),
    moment2: zeros(),
  };
}
