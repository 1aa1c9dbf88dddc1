/**
 * A network with its optimiser state on the device: what one card trains. A training step is a pure function of
 * (parameters, moments, batch); this object only holds the tensors between steps and frees them.
 */
import { type AdamSlot, adamStep } from '../kernels/adam/adam.ts';
import { taskLoss } from '../kernels/taskLoss/taskLoss.ts';
import { dispose, engine, keep, type Tensor, tensor, tidy, zeros } from '../tf/tf.ts';
import { type ForwardResult, forward } from './forward.ts';
import { type NamedValues, type PackedParameter, packReplica, sizeOf, unpackReplica } from './packing.ts';
import type { NetworkPlan } from './plan.ts';

/** One batch of every replica. */
export interface Batch {
  /** `[R, B, I]` */
  readonly inputs: Tensor;
  /** `[R*T, B]` */
  readonly labels: Tensor;
  /** `[R*T, B]`, 1 where there is a label. */
  readonly mask: Tensor;
}

/** What the loss needs to know about the tasks. */
export interface LossSettings {
  readonly isBinary: readonly number[];
  /** `[R*T]`: weight of each task's loss divided by T, the same for every replica. */
  readonly taskWeights: Tensor;
}

export interface SteppedState {
  /** In the order of `Network.state`. */
  readonly state: readonly Tensor[];
  /** `[R*T]` */
  readonly losses: Tensor;
}

export interface Network {
  readonly plan: NetworkPlan;
  readonly numReplicas: number;
  /** Packed tensors in the plan's order. */
  readonly parameters: () => readonly Tensor[];
  /** Parameters, first and second moments, in the plan's order: the whole state. */
  readonly state: () => readonly Tensor[];
  /** Replaces the whole state by values read earlier from `state`. */
  readonly restore: (values: readonly Float32Array[]) => void;
  /**
   * The state after one Adam step, and the losses before it; `rates` as of `adamRates`. Call inside `tidy`. May use the state
   * up, as `adamStep` does.
   */
  readonly stepped: (batch: Batch, loss: LossSettings, rates: Tensor) => SteppedState;
  /** Makes a state of `stepped` the state, and frees the old one. */
  readonly adopt: (state: readonly Tensor[]) => void;
  /** `stepped` and `adopt` in one. Returns the losses before the step, `[R*T]`; the caller frees them. */
  readonly trainStep: (batch: Batch, loss: LossSettings, rates: Tensor) => Tensor;
  /** Forward pass without gradients; call inside `tidy`. */
  readonly predict: (inputs: Tensor) => ForwardResult;
  /** Idempotent. */
  readonly dispose: () => void;
}

/** Builds a network whose replica `r` starts from `initialValues[r]`. */
export function createNetwork(plan: NetworkPlan, initialValues: readonly NamedValues[]): Network {
  const numReplicas = initialValues.length;
  let slots = plan.parameters.map((parameter) => initialSlot(parameter, initialValues));

  const replace = (next: AdamSlot[]): void => {
    dispose(slots.flatMap(tensorsOf));
    slots = next;
  };
  const parameters = () => slots.map((slot) => slot.parameter);
  const stepped = (batch: Batch, loss: LossSettings, rates: Tensor) => {
    const { losses, gradients } = lossAndGradients(plan, parameters(), batch, loss);
    return { state: stateOf(adamStep(slots, gradients, rates)), losses };
  };
  const adopt = (state: readonly Tensor[]) => replace(slotsOf(state.map((tensor) => keep(tensor))));

  return {
    plan,
    numReplicas,
    parameters,
    state: () => stateOf(slots),
    restore: (values) => replace(slotsOf(restoredState(plan.parameters, numReplicas, values))),
    stepped,
    adopt,
    trainStep: (batch, loss, rates) => {
      const { state, losses } = tidy(() => stepped(batch, loss, rates));
      adopt(state);
      return losses;
    },
    predict: (inputs) => forward(plan, parameters(), inputs),
    dispose: () => replace([]),
  };
}

/** Losses `[R*T]` and the gradient of every packed tensor. The caller frees them. */
export function lossAndGradients(
  plan: NetworkPlan,
  parameters: readonly Tensor[],
  batch: Batch,
  loss: LossSettings,
): { losses: Tensor; gradients: Tensor[] } {
  const numReplicas = batch.inputs.shape[0] ?? 1;
  const { value, grads } = engine().gradients(
    () => {
      const { logits } = forward(plan, parameters, batch.inputs);
      return taskLoss(logits, batch.labels, batch.mask, { numReplicas, isBinary: loss.isBinary });
    },
    [...parameters],
    loss.taskWeights,
  );
  return { losses: value, gradients: grads };
}

/** Values of replica `r` under their checkpoint names. `packed` holds the values of every packed tensor, all replicas. */
export function namedValuesOf(
  parameters: readonly PackedParameter[],
  packed: readonly Float32Array[],
  replica: number,
  into: NamedValues,
): void {
  parameters.forEach((parameter, i) => {
    const size = sizeOf(parameter);
    unpackReplica(
      parameter,
      packed[i]?.subarray(replica * size, (replica + 1) * size) ?? new Float32Array(),
      into,
    );
  });
}

function initialSlot(parameter: PackedParameter, initialValues: readonly NamedValues[]): AdamSlot {
  const shape = foldedShape(parameter, initialValues.length);
  const packed = new Float32Array(sizeOf(parameter) * initialValues.length);
  for (const [r, values] of initialValues.entries())
    packed.set(packReplica(parameter, values), r * sizeOf(parameter));
  return { parameter: tensor(packed, shape), moment1: zeros(shape), moment2: zeros(shape) };
}

function restoredState(
  parameters: readonly PackedParameter[],
  numReplicas: number,
  values: readonly Float32Array[],
): Tensor[] {
  return [...parameters, ...parameters, ...parameters].map((parameter, i) => {
    const packed = values[i];
    if (packed === undefined)
      throw new Error(`The checkpoint has ${values.length} tensors; tensor ${i} is missing.`);
    return tensor(packed.slice(), foldedShape(parameter, numReplicas));
  });
}

function foldedShape({ shape }: PackedParameter, numReplicas: number): [number, ...number[]] {
  const [first = 1, ...rest] = shape;
  return [numReplicas * first, ...rest];
}

function tensorsOf({ parameter, moment1, moment2 }: AdamSlot): Tensor[] {
  return [parameter, moment1, moment2];
}

function stateOf(slots: readonly AdamSlot[]): Tensor[] {
  return (['parameter', 'moment1', 'moment2'] as const).flatMap((part) => slots.map((slot) => slot[part]));
}

/** Inverse of `stateOf`. */
function slotsOf(state: readonly Tensor[]): AdamSlot[] {
  const count = state.length / 3;
  return state.slice(0, count).map((parameter, i) => ({
    parameter,
    moment1: partOf(state, count + i),
    moment2: partOf(state, 2 * count + i),
  }));
}

function partOf(state: readonly Tensor[], index: number): Tensor {
  const tensor = state[index];
  if (tensor === undefined)
    throw new Error(`The state has ${state.length} tensors; tensor ${index} is missing.`);
  return tensor;
}
