/** A network and its optimiser state on the device; it owns the tensors between steps. */
import { assertShape, checksShapes, sizeOf } from '../../core/shape.ts';
import { type AdamState, adamStateKeys, adamStep, type StepRates } from '../kernels/adam/adam.ts';
import type { Batch } from '../kernels/gatherBatch/gatherBatch.ts';
import { pathLoss } from '../kernels/pathLoss/pathLoss.ts';
import { taskLoss } from '../kernels/taskLoss/taskLoss.ts';
import { uncertaintyGradient, uncertaintyWeights } from '../kernels/uncertainty/uncertainty.ts';
import { type RecordOf, tensorsOfRecord } from '../tf/records.ts';
import { dispose, engine, keep, type Tensor, tensor } from '../tf/tf.ts';
import { type DropoutOfStep, forwardPass } from './forward.ts';
import { initialStateOf, type NamedState, type NamedValues } from './initialState.ts';
import { foldedShape, type PackedParameter } from './packing.ts';
import type { NetworkPlan } from './plan.ts';

export interface LossSettings {
  readonly isBinary: readonly number[];
  /** `[R*T]`: task weights over T, equal in all replicas. */
  readonly taskWeights: Tensor;
  /** Absent: only each task's own labels count. */
  readonly paths?: PathObjective;
}

export interface PathObjective {
  readonly tasks: readonly number[];
  readonly coefficients: Tensor;
}

export type DropoutSettings = Pick<DropoutOfStep, 'rate' | 'keys'>;

export type Network = ReturnType<typeof createNetwork>;

/** Takes ownership of the keys of `dropout`. */
export function createNetwork(
  plan: NetworkPlan,
  initialValues: readonly NamedValues[],
  dropout: DropoutSettings | null = null,
) {
  const numReplicas = initialValues.length;
  let state = stateOfNamed(plan, numReplicas, initialStateOf(plan.parameters, initialValues));

  const replace = (next: AdamState): void => {
    for (const tensor of tensorsOfRecord(next)) keep(tensor);
    dispose(state);
    state = next;
  };
  const decaying = plan.parameters.map(({ decays }) => decays);
  return {
    plan,
    numReplicas,
    state: (): AdamState => state,
    /** Frees the old state. */
    setState: (next: AdamState): void => {
      if (checksShapes) assertState(plan.parameters, numReplicas, next);
      replace(next);
    },
    /** Next state and losses `[R*T]` before the step; may overwrite this state. Call inside `tidy`. */
    nextState: (batch: Batch, loss: LossSettings, rates: StepRates) => {
      const dropped = dropout && { ...dropout, rates: rates.tensor };
      const { losses, gradients } = lossAndGradients(plan, state.parameters, batch, loss, dropped);
      if (checksShapes) assertShape('The task weights', loss.taskWeights.shape, losses.shape);
      return { state: adamStep(state, gradients, rates, rates.decays === true ? decaying : []), losses };
    },
    dispose: (): void => {
      replace({ parameters: [], moment1: [], moment2: [] });
      dispose([...(dropout?.keys.values() ?? [])]);
    },
  };
}

/** Losses are `[R*T]`. Call inside `tidy`. */
export function lossAndGradients(
  plan: NetworkPlan,
  parameters: readonly Tensor[],
  batch: Batch,
  loss: LossSettings,
  dropped: DropoutOfStep | null = null,
): { losses: Tensor; gradients: Tensor[] } {
  const numReplicas = batch.inputs.shape[0] ?? 1;
  const attrs = { numReplicas, isBinary: loss.isBinary };
  const logVariances = plan.logVariances === null ? undefined : parameters[plan.logVariances];
  const weights =
    logVariances === undefined ? loss.taskWeights : uncertaintyWeights(logVariances, loss.taskWeights, attrs); // [R*T]
  const { value, grads } = engine().gradients(
    () => {
      const { logits } = forwardPass(plan, parameters, batch.inputs, dropped);
      const { labels, mask } = batch;
      if (loss.paths === undefined) return taskLoss(logits, labels, mask, attrs);
      const { tasks, coefficients } = loss.paths;
      return pathLoss({ logits, labels, mask, coefficients }, { numReplicas, tasks });
    },
    parameters.filter((_, index) => index !== plan.logVariances),
    weights,
  );
  if (plan.logVariances === null) return { losses: value, gradients: grads };
  const gradients = grads.toSpliced(plan.logVariances, 0, uncertaintyGradient(value, weights));
  return { losses: value, gradients };
}

export function namedStateOf(
  { parameters }: NetworkPlan,
  { moment1, moment2, ...read }: RecordOf<AdamState, Float32Array>,
): NamedState {
  const named = (values: readonly Float32Array[]) =>
    Object.fromEntries(parameters.map(({ name }, i) => [name, values[i] ?? new Float32Array()]));
  return { parameters: named(read.parameters), moment1: named(moment1), moment2: named(moment2) };
}

/** Throws if values do not fit the network. */
export function stateOfNamed({ parameters }: NetworkPlan, numReplicas: number, saved: NamedState): AdamState {
  const ofPart = (part: keyof AdamState) =>
    parameters.map((parameter) => {
      const shape = foldedShape(parameter, numReplicas);
      const values = saved[part][parameter.name] ?? new Float32Array();
      assertShape(`The checkpoint's ${part} of ${parameter.name}`, [values.length], [sizeOf(shape)]);
      return tensor(values.slice(), shape);
    });
  return { parameters: ofPart('parameters'), moment1: ofPart('moment1'), moment2: ofPart('moment2') };
}

function assertState(parameters: readonly PackedParameter[], numReplicas: number, state: AdamState): void {
  for (const part of adamStateKeys)
    for (const [i, parameter] of parameters.entries())
      assertShape(
        `The next ${part} of ${parameter.name}`,
        state[part][i]?.shape ?? [],
        foldedShape(parameter, numReplicas),
      );
}
