/** Our operations as TensorFlow.js kernels; backends without one run the reference. */

import { type BackendName, backendNames } from '../../analysis/produced/backend.ts';
import { checksShapes } from '../../core/shape.ts';
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

export type NamedTensors<Names extends string, T = Tensor> = Readonly<Record<Names, T>>;

export interface Operation<A, I extends string = string, O extends string = string> {
  readonly kernelName: string;
  /** Axes such as `[R*E, B, D]`, or `[...]` for any; `runOperation` checks them. */
  readonly inputs: Readonly<Record<I, string>>;
  axes?(attrs: A): AxisLengths;
  readonly outputs: readonly O[];
  /** Reference implementation. Runs without recording gradients; the caller frees temporaries. */
  reference(inputs: NamedTensors<I>, attrs: A): NamedTensors<O>;
  readonly gradient?: OperationGradient<A, I, O>;
}

// `axes`, `reference` and `of` are methods, so that every operation is assignable to this type.
export type AnyOperation = Operation<never, never>;

export interface OperationGradient<A, I extends string, O extends string> {
  readonly saves: readonly (I | O)[];
  /** Inputs without a derivative are left out. */
  of(dOutputs: NamedTensors<O>, saved: NamedTensors<I | O>, attrs: A): Partial<NamedTensors<I, () => Tensor>>;
}

/** Registers the reference implementation on backends without such a kernel. Returns the kernel's name. */
export function registerOperation(operation: AnyOperation): string {
  const { kernelName, outputs } = operation;
  const missing = backendNames.filter((backendName) => getKernel(kernelName, backendName) === undefined);
  for (const backendName of missing) {
    registerKernel({
      kernelName,
      backendName,
      kernelFunc: markedAsReference(({ inputs, attrs }) =>
        tidy(() => valuesInOrder(outputs, operation.reference(inputs, attrs as never))),
      ),
    });
  }
  if (missing.length > 0) registerGradientOf(operation);
  return kernelName;
}

// TensorFlow.js passes saved tensors in order: inputs, then outputs.
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
      gradient.of(valuesByName(outputs, [dy].flat()), valuesByName(savedNames, saved), attrs as never),
  });
}

export function runsReference(kernelName: string, backendName: BackendName): boolean {
  const kernel = getKernel(kernelName, backendName);
  return kernel !== undefined && 'isReference' in kernel.kernelFunc;
}

/** Throws, naming the input, if one is missing or has another number of axes. */
export function runOperation<A extends object, I extends string, O extends string>(
  operation: Operation<A, I, O>,
  inputs: NamedTensors<NoInfer<I>>,
  attrs: A,
): NamedTensors<O> {
  assertInputs(operation, inputs, attrs);
  const { kernelName, outputs } = operation;
  return valuesByName(
    outputs,
    engine().runKernel<Tensor[]>(kernelName, { ...inputs }, { ...attrs } as NamedAttrMap),
  );
}

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

function assertInputs(operation: AnyOperation, inputs: KernelInputs, attrs: object): void {
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
    ...kernelInputOf(inputs, name),
  }));
  assertAxes(kernelName, all, operation.axes?.(attrs as never) ?? {});
}

export function valuesInOrder<N extends string, T>(names: readonly N[], values: NamedTensors<N, T>): T[] {
  return names.map((name) => values[name]);
}

function valuesByName<N extends string, T>(names: readonly N[], values: readonly T[]): NamedTensors<N, T> {
  return Object.fromEntries(names.map((name, i) => [name, values[i]])) as Record<N, T>;
}

function markedAsReference(kernelFunc: KernelFunc): KernelFunc {
  return Object.assign(kernelFunc, { isReference: true });
}

export type KernelInputs = Readonly<NamedTensorInfoMap>;

export function kernelInputOf<T extends TensorInfo>(
  inputs: Readonly<Record<string, T | undefined>>,
  name: string,
): T {
  const input = inputs[name];
  if (input === undefined)
    throw new Error(`Input '${name}' is missing; got ${Object.keys(inputs).join(', ')}.`);
  return input;
}

export function shapeOf3(inputs: KernelInputs, name: string): readonly [number, number, number] {
  return kernelInputOf(inputs, name).shape as [number, number, number];
}

export interface Kernel<Device> {
  readonly kernelName: string;
  readonly run: (device: Device, inputs: KernelInputs, attrs: unknown) => TensorInfo | TensorInfo[];
  /** False for inputs left to the stock kernel. */
  readonly takes?: (inputs: KernelInputs) => boolean;
}

export function haveSameShapes(inputs: KernelInputs): boolean {
  const [a, b] = [kernelInputOf(inputs, 'a'), kernelInputOf(inputs, 'b')];
  return a.dtype === 'float32' && b.dtype === 'float32' && a.shape.join() === b.shape.join();
}

export const kernelsInModules = <Kernel>(
  modules: Readonly<Record<string, Readonly<Record<string, Kernel | readonly Kernel[]>>>>,
): readonly Kernel[] =>
  Object.values(modules)
    .flatMap(Object.entries<Kernel | readonly Kernel[]>)
    .flatMap(([name, exported]) => (/(Wasm|Webgpu)Kernels?$/.test(name) ? exported : []));

/** Replaces reference implementations on backends started before or after; may be called again. */
export function registerKernels<Device>(
  backendName: BackendName,
  kernels: readonly Kernel<Device>[],
  deviceOf: (backend: object) => Device,
): void {
  for (const { kernelName, run, takes } of kernels) {
    const found: KernelConfig = getKernel(kernelName, backendName);
    const stock = stockKernelOf(found);
    const kernelFunc: KernelFunc = (call) =>
      stock !== undefined && takes?.(call.inputs) === false
        ? stock.kernelFunc(call)
        : run(deviceOf(call.backend), call.inputs, call.attrs);
    if (found !== undefined) unregisterKernel(kernelName, backendName);
    // Our kernel may call the stock kernel, which needs its own set-up.
    registerKernel({ ...stock, kernelName, backendName, kernelFunc: Object.assign(kernelFunc, { stock }) });
  }
}

// Returns the stock kernel that ours replaces, so that no earlier kernel of ours is kept.
function stockKernelOf(found: KernelConfig): KernelConfig {
  if (found === undefined || !('stock' in found.kernelFunc)) return found;
  return (found.kernelFunc as { readonly stock: KernelConfig }).stock;
}

type KernelConfig = ReturnType<typeof getKernel> | undefined;
