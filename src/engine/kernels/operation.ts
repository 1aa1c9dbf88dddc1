/**
 * Operations of ours as registered TensorFlow.js kernels. A backend without an implementation of its own runs the reference, a
 * composition of stock operations; which of the two runs is a property of the registration, never of the caller.
 */
import { checksShapes } from '../../core/shape.ts';
import { type BackendName, backendNames } from '../../analysis/produced/backend.ts';
import {
  engine,
  getKernel,
  type KernelFunc,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  registerGradient,
  registerKernel,
  type Tensor,
  type TensorInfo,
  tidy,
  unregisterKernel,
} from '../tf/tf.ts';
import { type AxisLengths, assertAxes } from './axes.ts';

/** Tensors by name. */
export type Named<Names extends string, T = Tensor> = Readonly<Record<Names, T>>;

/** One kernel with attributes `A`, inputs named `I` and outputs named `O`: its interface, and what it computes written with stock operations. */
export interface Operation<A, I extends string = string, O extends string = string> {
  readonly kernelName: string;
  /** Axes of every input, as `[R*E, B, D]`: `run` checks how many there are, and in tests their lengths. `[...]`: any. */
  readonly inputs: Readonly<Record<I, string>>;
  /** Lengths that letters of the axes stand for, as far as the attributes say. */
  axes?(attrs: A): AxisLengths;
  /** Names in the order in which kernels return outputs. */
  readonly outputs: readonly O[];
  /** Runs outside the gradient tape; temporaries are freed by the caller. */
  reference(inputs: Named<I>, attrs: A): Named<O>;
  /** Absent: there is none. */
  readonly gradient?: OperationGradient<A, I, O>;
}

/** An operation in a list of several: `axes`, `reference` and `of` are methods, so that each is one of these. */
export type AnyOperation = Operation<never, never>;

/** Derivatives with respect to inputs, by their names, from those with respect to outputs. */
export interface OperationGradient<A, I extends string, O extends string> {
  /** Inputs and outputs that are kept for it. */
  readonly saves: readonly (I | O)[];
  /** `saved` holds what `saves` names. An input without a derivative is left out. */
  of(dOutputs: Named<O>, saved: Named<I | O>, attrs: A): Partial<Named<I, () => Tensor>>;
}

/**
 * Registers the reference of `operation` on every backend that has no kernel of that name, and its gradient once. Returns the
 * kernel's name.
 */
export function registerOperation(operation: AnyOperation): string {
  const { kernelName, outputs } = operation;
  const missing = backendNames.filter((backendName) => getKernel(kernelName, backendName) === undefined);
  for (const backendName of missing) {
    registerKernel({
      kernelName,
      backendName,
      kernelFunc: markedAsReference(({ inputs, attrs }) =>
        tidy(() => inOrder(outputs, operation.reference(inputs, attrs as never))),
      ),
    });
  }
  if (missing.length > 0) registerGradientOf(operation);
  return kernelName;
}

/** TensorFlow.js hands back attributes as `run` gave them, and saved tensors in order: inputs, then outputs. */
function registerGradientOf({ kernelName, inputs, outputs, gradient }: AnyOperation): void {
  if (gradient === undefined) return;
  const inputsToSave = gradient.saves.filter((name) => name in inputs);
  const outputsToSave = outputs.map((name) => gradient.saves.includes(name));
  const savedNames = [...inputsToSave, ...outputs.filter((_, i) => outputsToSave[i])];
  registerGradient({
    kernelName,
    inputsToSave,
    outputsToSave,
    gradFunc: (dy, saved, attrs) =>
      gradient.of(named(outputs, [dy].flat()), named(savedNames, saved), attrs as never),
  });
}

/**
 * True if an operation of ours, by its kernel's name, has no kernel of its own on that backend and runs its reference there.
 * False for kernels that are not ours.
 */
export function runsReference(kernelName: string, backendName: BackendName): boolean {
  const kernel = getKernel(kernelName, backendName);
  return kernel !== undefined && 'isReference' in kernel.kernelFunc;
}

/** Runs a registered operation. Throws where an input is missing or has another number of axes, naming both. */
export function run<A extends object, I extends string, O extends string>(
  operation: Operation<A, I, O>,
  inputs: Named<NoInfer<I>>,
  attrs: A,
): Named<O> {
  assertInputs(operation, inputs, attrs);
  const { kernelName, outputs } = operation;
  return named(
    outputs,
    engine().runKernel<Tensor[]>(kernelName, { ...inputs }, { ...attrs } as NamedAttrMap),
  );
}

/** What `make` makes, as if it were data: nothing that it is made of gets a gradient. */
export function withoutTape<T>(make: () => T): T {
  const { state } = engine();
  // Kernels that run inside a kernel are not on the tape.
  state.kernelDepth++;
  try {
    return make();
  } finally {
    state.kernelDepth--;
  }
}

function assertInputs(operation: AnyOperation, inputs: Inputs, attrs: object): void {
  const { kernelName, inputs: axesByName } = operation;
  for (const [name, axes] of Object.entries<string>(axesByName)) {
    const shape = inputs[name]?.shape;
    if (shape === undefined)
      throw new Error(`${kernelName} needs '${name}' as ${axes}; got ${Object.keys(inputs).join(', ')}.`);
    if (axes !== '[...]' && shape.length !== axes.split(',').length)
      throw new Error(
        `${kernelName} needs '${name}' as ${axes}; got [${shape.join(', ')}]. Reshape it first.`,
      );
  }
  if (!checksShapes) return;
  const all = Object.entries<string>(axesByName).map(([name, axes]) => ({
    name,
    axes,
    ...inputOf(inputs, name),
  }));
  assertAxes(kernelName, all, operation.axes?.(attrs as never) ?? {});
}

/** Values in the order of their names. */
export function inOrder<N extends string, T>(names: readonly N[], values: Named<N, T>): T[] {
  return names.map((name) => values[name]);
}

function named<N extends string, T>(names: readonly N[], values: readonly T[]): Named<N, T> {
  return Object.fromEntries(names.map((name, i) => [name, values[i]])) as Record<N, T>;
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

/** Lengths of the axes of an input that has three, which `run` has checked. */
export function shapeOf3(inputs: Inputs, name: string): readonly [number, number, number] {
  return inputOf(inputs, name).shape as [number, number, number];
}

/** A kernel on a backend that gives kernels a `Device`: runs there, and returns the outputs in order. */
export interface Kernel<Device> {
  readonly kernelName: string;
  readonly run: (device: Device, inputs: Inputs, attrs: unknown) => TensorInfo | TensorInfo[];
  /** False for inputs that are left to the kernel of TensorFlow.js. Absent: there is none. */
  readonly takes?: (inputs: Inputs) => boolean;
}

/** True for `a` and `b` that are floats of one shape, so that an operation on both goes value by value. */
export function areAlike(inputs: Inputs): boolean {
  const [a, b] = [inputOf(inputs, 'a'), inputOf(inputs, 'b')];
  return a.dtype === 'float32' && b.dtype === 'float32' && a.shape.join() === b.shape.join();
}

/** The kernels that the files of one backend export, in every folder: all that is named `…WasmKernel`, `…WebgpuKernel` or with an s. */
export const kernelsIn = <Kernel>(
  modules: Readonly<Record<string, Readonly<Record<string, Kernel | readonly Kernel[]>>>>,
): readonly Kernel[] =>
  Object.values(modules)
    .flatMap(Object.entries<Kernel | readonly Kernel[]>)
    .flatMap(([name, exported]) => (/(Wasm|Webgpu)Kernels?$/.test(name) ? exported : []));

/** Puts kernels in the place of the references, for every backend of that name started before or after; may be called again. */
export function registerKernels<Device>(
  backendName: BackendName,
  kernels: readonly Kernel<Device>[],
  deviceOf: (backend: object) => Device,
): void {
  for (const { kernelName, run, takes } of kernels) {
    const found: KernelConfig = getKernel(kernelName, backendName);
    const stock = stockOf(found);
    const kernelFunc: KernelFunc = (call) =>
      stock !== undefined && takes?.(call.inputs) === false
        ? stock.kernelFunc(call)
        : run(deviceOf(call.backend), call.inputs, call.attrs);
    if (found !== undefined) unregisterKernel(kernelName, backendName);
    // What the stock kernel needs to be set up it still needs where it is called from ours.
    registerKernel({ ...stock, kernelName, backendName, kernelFunc: Object.assign(kernelFunc, { stock }) });
  }
}

/** The kernel of TensorFlow.js, also below one of ours, so that no earlier one of ours is kept. */
function stockOf(found: KernelConfig): KernelConfig {
  if (found === undefined || !('stock' in found.kernelFunc)) return found;
  return (found.kernelFunc as { readonly stock: KernelConfig }).stock;
}

type KernelConfig = ReturnType<typeof getKernel> | undefined;
