/** Packs a network's named tensors into its state before the first step. */
import { concatenatedFloats } from '../../core/lists.ts';
import { sizeOf } from '../../core/shape.ts';
import type { AdamState } from '../kernels/adam/adam.ts';
import type { PackedParameter } from './packing.ts';

export type NamedValues = ReadonlyMap<string, Float32Array>;

export type NamedState = Readonly<Record<keyof AdamState, Readonly<Record<string, Float32Array>>>>;

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

export function initialStateOf(
  parameters: readonly PackedParameter[],
  replicas: readonly NamedValues[],
): NamedState {
  const named = (valuesOf: (parameter: PackedParameter) => Float32Array) =>
    Object.fromEntries(parameters.map((parameter) => [parameter.name, valuesOf(parameter)]));
  const zeros = () => named(({ shape }) => new Float32Array(replicas.length * sizeOf(shape)));
  return {
    parameters: named((parameter) =>
      concatenatedFloats(replicas.map((values) => packReplica(parameter, values))),
    ),
    moment1: zeros(),
    moment2: zeros(),
  };
}
