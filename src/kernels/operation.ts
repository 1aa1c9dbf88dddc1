/**
 * How an operation of ours becomes a registered TensorFlow.js kernel. A backend without an implementation of its own
 * runs the reference, a composition of stock operations; which of the two runs is a property of the registration, never
 * of the caller.
 */
import type { BackendName } from '../results/results.ts';
import {
  engine,
  type GradConfig,
  getKernel,
  type KernelFunc,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  registerGradient,
  registerKernel,
  type Tensor,
  type TensorInfo,
  tidy,
} from '../tf/tf.ts';

const backendNames = ['cpu', 'wasm', 'webgpu'] as const;

export type NamedTensors = Readonly<Record<string, Tensor>>;

/** One kernel: its name, and what it computes written with stock operations. */
export interface Operation<A> {
  readonly kernelName: string;
  /** Runs outside the gradient tape; temporaries are freed by the caller. */
  readonly reference: (inputs: NamedTensors, attrs: A) => Tensor[];
  readonly gradient: Omit<GradConfig, 'kernelName'> | null;
}

/**
 * Registers the reference of `operation` on every backend that has no kernel of that name, and its gradient once. Returns the
 * kernel's name.
 */
export function registerOperation<A>(operation: Operation<A>): string {
  const { kernelName, reference, gradient } = operation;
  const missing = backendNames.filter((backendName) => getKernel(kernelName, backendName) === undefined);
  for (const backendName of missing) {
    registerKernel({
      kernelName,
      backendName,
      kernelFunc: markedAsReference(({ inputs, attrs }) =>
        tidy(() => reference(inputs as NamedTensors, attrs as A)),
      ),
    });
  }
  if (gradient !== null && missing.length > 0) registerGradient({ kernelName, ...gradient });
  return kernelName;
}

/**
 * Whether an operation of ours, by its kernel's name, has no kernel of its own on that backend and runs its reference there.
 * False for kernels that are not ours.
 */
export function runsReference(kernelName: string, backendName: BackendName): boolean {
  const kernel = getKernel(kernelName, backendName);
  return kernel !== undefined && 'isReference' in kernel.kernelFunc;
}

/** Runs a registered operation; returns its outputs in order. */
export function run<A extends object>(operation: Operation<A>, inputs: NamedTensors, attrs: A): Tensor[] {
  return engine().runKernel<Tensor[]>(operation.kernelName, { ...inputs }, { ...attrs } as NamedAttrMap);
}

/** `run` for an operation with one output. */
export function runOne<A extends object>(operation: Operation<A>, inputs: NamedTensors, attrs: A): Tensor {
  const [tensor] = run(operation, inputs, attrs);
  if (tensor === undefined) throw new Error('The operation returned nothing.');
  return tensor;
}

/** The mark travels with the registration, so it cannot be out of step with what runs. */
function markedAsReference(kernelFunc: KernelFunc): KernelFunc {
  return Object.assign(kernelFunc, { isReference: true });
}

/** The inputs of one call by name, as the kernel of a backend gets them; one that is not there is `undefined`. */
export type Inputs = Readonly<NamedTensorInfoMap>;

/** The input of that name; throws when the caller forgot it. */
export function inputOf<T extends TensorInfo>(
  inputs: Readonly<Record<string, T | undefined>>,
  name: string,
): T {
  const input = inputs[name];
  if (input === undefined)
    throw new Error(`Input '${name}' is missing; got ${Object.keys(inputs).join(', ')}.`);
  return input;
}

/** Whether two inputs are floats of one shape, so that an operation on both goes value by value. */
export function areAlike(a: TensorInfo, b: TensorInfo): boolean {
  return a.dtype === 'float32' && b.dtype === 'float32' && a.shape.join() === b.shape.join();
}

/** Lengths of the axes of an input of rank 3; throws when it has another. */
export function shapeOf3(inputs: Inputs, name: string): readonly [number, number, number] {
  const { shape } = inputOf(inputs, name);
  const [first, second, third] = shape;
  if (shape.length !== 3 || first === undefined || second === undefined || third === undefined) {
    throw new Error(`Input '${name}' must have 3 axes; got [${shape.join(', ')}].`);
  }
  return [first, second, third];
}
