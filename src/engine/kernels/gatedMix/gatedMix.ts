/**
 * Gated mix: what every fusion unit does with the experts (AdaTT, equations 3 to 6, in one form for all architectures).
 *
 *     gate[u] = softmax of logits[u] over the experts u sees, 0 elsewhere
 *     stream[u] = sum over e of (gate[u][e] + native[u][e]) expert[e]
 *
 * Gates and native weights are both optional; one of them must be there. A unit that sees no expert has gate 0 everywhere.
 */
import {
  add,
  div,
  exp,
  max,
  maximum,
  mul,
  reshape,
  sub,
  sum,
  type Tensor,
  tensor,
  tile,
  transpose,
} from '../../tf/tf.ts';
import { matMulGroups } from '../groupedDense/groupedDense.ts';
import { inputOf, type Named, type Operation, type OperationGradient, run } from '../operation.ts';

/** Far below any logit, far above the overflow of a difference. */
const unseen = -1e9;

export interface GatedMixAttrs {
  readonly numReplicas: number;
  readonly numUnits: number;
  readonly numExperts: number;
  /** `[U * E]`, 1 where the unit's gate sees the expert. */
  readonly sees: readonly number[];
  /** `[U * E]`, 1 where the native weight is learned; gradients elsewhere are 0. */
  readonly learns: readonly number[];
  /**
   * `[U * E]`, 1 where the expert gets the gradient of the unit; to the others the unit passes none, as if their outputs were
   * constants. Gradients of gates and native weights are what they are without it. Absent: every expert gets it.
   */
  readonly teaches?: readonly number[];
}

export interface GatedMixInputs {
  /** `[R*E, B, D]` */
  readonly experts: Tensor;
  /** `[R*U, B, E]`, or null for units without gates. */
  readonly logits: Tensor | null;
  /** `[R*U, E]`, or null for units without native weights. */
  readonly native: Tensor | null;
}

/** Which of the optional inputs are there; each combination is a kernel of its own, since a kernel's inputs are fixed. */
export interface MixVariant {
  readonly hasGates: boolean;
  readonly hasNative: boolean;
}

/** A variant's two kernels. */
export interface MixOperations {
  readonly forward: Operation<GatedMixAttrs>;
  readonly backward: Operation<GatedMixAttrs>;
}

const gated = createOperations('GatedMix', { hasGates: true, hasNative: false });
const gatedNative = createOperations('GatedNativeMix', { hasGates: true, hasNative: true });
const native = createOperations('NativeMix', { hasGates: false, hasNative: true });

export const gatedMixVariants: readonly MixOperations[] = [gated, gatedNative, native];

/** Streams `[R*U, B, D]`, and the gates `[R*U, B, E]` where there are any. */
export function gatedMix(
  inputs: GatedMixInputs,
  attrs: GatedMixAttrs,
): { streams: Tensor; gates: Tensor | null } {
  const { experts, logits, native: weights } = inputs;
  const operations = logits === null ? native : weights === null ? gated : gatedNative;
  const given = { experts, ...(logits && { logits }), ...(weights && { native: weights }) };
  const { streams, gates = null } = run(operations.forward, given, attrs);
  if (streams === undefined) throw new Error('The mix returned nothing.');
  return { streams, gates };
}

function axes({ numReplicas, numUnits, numExperts }: GatedMixAttrs) {
  return { R: numReplicas, U: numUnits, E: numExperts };
}

function createOperations(kernelName: string, { hasGates, hasNative }: MixVariant): MixOperations {
  const experts = '[R*E, B, D]';
  const ofGates = '[R*U, B, E]';
  const native = hasNative ? { native: '[R*U, E]' } : {};
  const backward: Operation<GatedMixAttrs> = {
    kernelName: `${kernelName}Grad`,
    axes,
    inputs: { dStreams: '[R*U, B, D]', experts, ...(hasGates && { gates: ofGates }), ...native },
    outputs: ['dExperts', ...(hasGates ? ['dLogits'] : []), ...(hasNative ? ['dNative'] : [])],
    reference: mixGradients,
  };
  const gradient: OperationGradient<GatedMixAttrs, string, string> = {
    saves: ['experts', ...Object.keys(native), ...(hasGates ? ['gates'] : [])],
    of: ({ streams: dStreams }, saved, attrs) => {
      // Run here, once: each of the functions returned has a scope of its own, which would free the results of the others.
      const grads = run(backward, { dStreams, ...saved } as Named<string>, attrs);
      return {
        experts: () => inputOf(grads, 'dExperts'),
        ...(hasGates && { logits: () => inputOf(grads, 'dLogits') }),
        ...(hasNative && { native: () => inputOf(grads, 'dNative') }),
      };
    },
  };
  const forward: Operation<GatedMixAttrs> = {
    kernelName,
    axes,
    inputs: { experts, ...(hasGates && { logits: ofGates }), ...native },
    outputs: ['streams', ...(hasGates ? ['gates'] : [])],
    reference: mix,
    gradient,
  };
  return { forward, backward };
}

function mix({ logits, native: weights, ...inputs }: Named<string>, attrs: GatedMixAttrs): Named<string> {
  const experts = toRows(inputOf(inputs, 'experts'), attrs.numReplicas); // [R*B, E, D]
  const gates = logits === undefined ? null : maskedSoftmax(logits, unitMask(attrs.sees, attrs)); // [R*U, B, E]
  const mixed = toRows(mixWeights(gates, weights ?? null, experts, attrs), attrs.numReplicas); // [R*B, U, E]
  const streams = fromRows(matMulGroups(mixed, experts), attrs.numReplicas); // [R*U, B, D]
  return { streams, ...(gates && { gates }) };
}

function mixGradients(
  { gates, native: weights, ...inputs }: Named<string>,
  attrs: GatedMixAttrs,
): Named<string> {
  const { numReplicas } = attrs;
  const experts = toRows(inputOf(inputs, 'experts'), numReplicas); // [R*B, E, D]
  const dStreams = toRows(inputOf(inputs, 'dStreams'), numReplicas); // [R*B, U, D]
  const weightsOfRows = mixWeights(gates ?? null, weights ?? null, experts, attrs); // [R*U, B, E]
  const mixed = toRows(taughtWeights(weightsOfRows, attrs), numReplicas); // [R*B, U, E]
  const dExperts = fromRows(matMulGroups(mixed, dStreams, true, false), numReplicas); // [R*E, B, D]
  const dWeights = fromRows(matMulGroups(dStreams, experts, false, true), numReplicas); // [R*U, B, E]
  return {
    dExperts,
    ...(gates && { dLogits: softmaxGradient(dWeights, gates) }),
    ...(weights && { dNative: mul(sum(dWeights, 1), unitMask(attrs.learns, attrs)) }), // [R*U, E]
  };
}

/** `[R*U, B, E]`, 0 where the unit does not teach the expert. */
function taughtWeights(weights: Tensor, attrs: GatedMixAttrs): Tensor {
  if (attrs.teaches === undefined) return weights;
  const [numUnits, , numExperts] = weights.shape as [number, number, number];
  return mul(weights, reshape(unitMask(attrs.teaches, attrs), [numUnits, 1, numExperts]));
}

/** `[R*U, B, E] -> [R*U, B, E]`, rows summing to 1 (to 0 for a unit that sees nothing). `sees` `[R*U, E]` of 0 and 1. */
function maskedSoftmax(logits: Tensor, sees: Tensor): Tensor {
  const [numUnits, , numExperts] = logits.shape as [number, number, number];
  const mask = reshape(sees, [numUnits, 1, numExperts]);
  const seen = sub(mul(logits, mask), mul(sub(1, mask), -unseen));
  const numerators = mul(exp(sub(seen, max(seen, 2, true))), mask);
  return div(numerators, maximum(sum(numerators, 2, true), 1e-20));
}

/** `dLogits = gate * (dGate - sum over e of gate dGate)`; 0 where the gate is 0. */
function softmaxGradient(dGates: Tensor, gates: Tensor): Tensor {
  const weighted = mul(dGates, gates);
  return sub(weighted, mul(gates, sum(weighted, 2, true)));
}

/** Turns replica-major layout into one small matrix per row, where mixing is a product: `[R*G, B, D] -> [R*B, G, D]`. */
function toRows(groups: Tensor, numReplicas: number): Tensor {
  const [numGroups, numRows, dim] = groups.shape as [number, number, number];
  const perReplica = reshape(groups, [numReplicas, numGroups / numReplicas, numRows, dim]);
  return reshape(transpose(perReplica, [0, 2, 1, 3]), [numReplicas * numRows, numGroups / numReplicas, dim]);
}

/** `[R*B, G, D] -> [R*G, B, D]` */
function fromRows(rows: Tensor, numReplicas: number): Tensor {
  const [numRows, numGroups, dim] = rows.shape as [number, number, number];
  const perReplica = reshape(rows, [numReplicas, numRows / numReplicas, numGroups, dim]);
  return reshape(transpose(perReplica, [0, 2, 1, 3]), [numReplicas * numGroups, numRows / numReplicas, dim]);
}

/** A table of 0 and 1 over units and experts, `[U * E]`, for every replica: `[R*U, E]`. */
function unitMask(table: readonly number[], attrs: GatedMixAttrs): Tensor {
  const { numReplicas, numUnits, numExperts } = attrs;
  return tile(tensor([...table], [numUnits, numExperts]), [numReplicas, 1]);
}

/** Gate plus native, `[R*U, B, E]`; `experts` `[R*B, E, D]` tells the number of rows when there is no gate. */
function mixWeights(
  gates: Tensor | null,
  native: Tensor | null,
  experts: Tensor,
  { numReplicas, numUnits, numExperts }: GatedMixAttrs,
): Tensor {
  if (native === null) {
    if (gates === null) throw new Error('A level needs gates or native weights; it has neither.');
    return gates;
  }
  const perRow = reshape(native, [numReplicas * numUnits, 1, numExperts]);
  if (gates !== null) return add(gates, perRow);
  return tile(perRow, [1, (experts.shape[0] ?? 0) / numReplicas, 1]);
}
