/** The forward pass: one executor for any tables, batched over experts, units and replicas (AdaTT, equations 1 to 7). */
import { gatedMix } from '../kernels/gatedMix/gatedMix.ts';
import { groupedDense } from '../kernels/groupedDense/groupedDense.ts';
import { reshape, type Tensor } from '../tf/tf.ts';
import type { LevelPlan, NetworkPlan } from './plan.ts';

export interface ForwardResult {
  /** `[R*T, B]` */
  readonly logits: Tensor;
  /** Per level `[R*U, B, E]`; null at a level without gates. */
  readonly gates: readonly (Tensor | null)[];
  /** Outputs of every level's experts, `[R*E, B, D]`. */
  readonly experts: readonly Tensor[];
}

/** `input` `[R, B, I]`; `parameters` in the order of the plan's packed tensors, replicas folded into their first axis. */
export function forward(plan: NetworkPlan, parameters: readonly Tensor[], input: Tensor): ForwardResult {
  const [numReplicas, numRows] = input.shape as [number, number, number];
  const gates: (Tensor | null)[] = [];
  const experts: Tensor[] = [];
  let streams = input; // [R*S, B, I]
  for (const level of plan.levels) {
    const fused = fuse(level, parameters, input, streams, numReplicas);
    gates.push(fused.gates);
    experts.push(fused.experts);
    streams = fused.streams;
  }
  const logits = dense(plan.towers, parameters, streams, numReplicas); // [R*T, B, 1]
  return { logits: reshape(logits, [numReplicas * plan.topology.numTasks, numRows]), gates, experts };
}

function fuse(
  level: LevelPlan,
  parameters: readonly Tensor[],
  input: Tensor,
  streams: Tensor,
  numReplicas: number,
): { streams: Tensor; gates: Tensor | null; experts: Tensor } {
  const experts = dense(level.experts, parameters, streams, numReplicas); // [R*E, B, D]
  const gateInput = level.gate?.source === 'input' ? input : streams;
  const logits = level.gate === null ? null : dense([level.gate], parameters, gateInput, numReplicas); // [R*U, B, E]
  const native = level.native === null ? null : at(parameters, level.native); // [R*U, E]
  return { ...gatedMix({ experts, logits, native }, { numReplicas, ...level.mix }), experts };
}

function dense(
  layers: NetworkPlan['towers'],
  parameters: readonly Tensor[],
  x: Tensor,
  numReplicas: number,
): Tensor {
  return layers.reduce(
    (streams, { parameter, numStreams, reads, relu }) =>
      groupedDense(streams, at(parameters, parameter), { numReplicas, numStreams, reads, relu }),
    x,
  );
}

function at(parameters: readonly Tensor[], index: number): Tensor {
  const parameter = parameters[index];
  if (parameter === undefined)
    throw new Error(`Packed tensor ${index} is missing; got ${parameters.length}.`);
  return parameter;
}
