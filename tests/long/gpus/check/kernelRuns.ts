/** Runs of the example calls that the folders of kernels list: what the check of a GPU and the tests of all backends compare. */
import type {
  KernelCall,
  KernelCases,
  NumberList,
  TestTensor,
} from '../../../../src/engine/kernels/cases.ts';
import { type NamedTensors, runOperation, valuesInOrder } from '../../../../src/engine/kernels/operation.ts';
import { dispose, type Tensor, tensor, tidy } from '../../../../src/engine/tf/tf.ts';

const modules = import.meta.glob<Readonly<Record<string, KernelCases>>>(
  '../../../../src/engine/kernels/*/*Cases.ts',
  {
    eager: true,
  },
);

/** A module of cases exports `calls` under one name; helpers that it exports for others are none. */
export const allCases: readonly KernelCases[] = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .filter((exported) => 'calls' in exported);
// Without cases every comparison would pass.
if (allCases.length === 0) throw new Error('No module of cases was found: see the pattern above.');

export const callsOf = (numReplicas: number): KernelCall[] =>
  allCases.flatMap(({ calls }) => calls(numReplicas));

/** Those that every replica can make alone. */
export const replicaCallsOf = (numReplicas: number): KernelCall[] =>
  callsOf(numReplicas).filter(({ hasReplicas = true }) => hasReplicas);

/** The name of a call among those of all operations. */
export const titleOf = ({ operation, name }: KernelCall): string => `${operation.kernelName}: ${name}`;

export function toTensor({ values, shape, dtype = 'float32' }: TestTensor): Tensor {
  return tensor(dtype === 'int32' ? Int32Array.from(values) : values.slice(), [...shape], dtype);
}

export function toTensors(inputs: NamedTensors<string, TestTensor>): NamedTensors<string> {
  return Object.fromEntries(Object.entries(inputs).map(([name, values]) => [name, toTensor(values)]));
}

/** All inputs of the call, anew: Adam uses its inputs up. */
export const callInputs = ({ inputs, shared }: KernelCall): NamedTensors<string> =>
  toTensors({ ...inputs, ...shared });

/** Runs the call as it is registered, or its reference. */
export async function callOutputs(
  call: KernelCall,
  numReplicas: number,
  runs: 'kernel' | 'reference',
): Promise<TestTensor[]> {
  const { operation } = call;
  const inputs = callInputs(call);
  const attrs = call.attrs(numReplicas) as never;
  const outputs = tidy(() =>
    valuesInOrder(
      operation.outputs,
      runs === 'kernel' ? runOperation(operation, inputs, attrs) : operation.reference(inputs, attrs),
    ),
  );
  const values = await Promise.all(
    outputs.map(async (output) => ({ values: Float32Array.from(await output.data()), shape: output.shape })),
  );
  dispose([inputs, outputs]);
  return values;
}

/** Values of replica `r` of `numReplicas`. */
export function replicaValues(
  { values, shape, ...rest }: TestTensor,
  r: number,
  numReplicas: number,
): TestTensor {
  const [first = 1, ...others] = shape;
  const size = values.length / numReplicas;
  return {
    ...rest,
    values: values.slice(r * size, (r + 1) * size),
    shape: [first / numReplicas, ...others],
  };
}

/** The call as replica `r` of `numReplicas` makes it alone. */
export function replicaCall(call: KernelCall, r: number, numReplicas: number): KernelCall {
  const inputs = Object.entries(call.inputs).map(([name, values]) => [
    name,
    replicaValues(values, r, numReplicas),
  ]);
  return { ...call, inputs: Object.fromEntries(inputs) };
}

/** The call with an input of the second of three replicas spoilt: all of it, so that what lies beside another replica is, too. */
export function spoiltReplicaCall(call: KernelCall, name: string, value: number): KernelCall {
  const input = call.inputs[name];
  if (input === undefined) throw new Error(`No input ${name}.`);
  const third = Math.floor(input.values.length / 3);
  const values = input.values.slice().fill(value, third, 2 * third);
  return { ...call, inputs: { ...call.inputs, [name]: { ...input, values } } };
}

/** NaN is NaN, and 0 is not -0. */
export const sameValues = (a: NumberList, b: NumberList): boolean =>
  a.length === b.length && Array.prototype.every.call(a, (value, i) => Object.is(value, b[i]));

/** True if all outputs have the same shapes and the same bytes. */
export const sameOutputs = (a: readonly TestTensor[], b: readonly TestTensor[]): boolean =>
  a.length === b.length &&
  a.every(({ values, shape }, i) => {
    const other = b[i];
    return other?.shape.join() === shape.join() && sameValues(values, other.values);
  });

/** Largest |a - b| / (1 + |b|); infinite where one is NaN. */
export function largestRelativeError(actual: NumberList, expected: NumberList): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  const errors = Array.from(expected, (b, i) => Math.abs((actual[i] ?? Number.NaN) - b) / (1 + Math.abs(b)));
  return errors.reduce(
    (max, error) => (Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(max, error)),
    0,
  );
}
