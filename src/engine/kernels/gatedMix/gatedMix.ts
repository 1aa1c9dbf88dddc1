/**
 * Gated mix of experts by every fusion unit (AdaTT, equations 3 to 6).
 *
 *     gate[u] = softmax of logits[u] over the experts u sees, 0 elsewhere
 *     stream[u] = sum over e of (gate[u][e] + native[u][e]) expert[e]
 *
 * Gates or native weights may be missing, not both.
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
import {
  kernelInputOf,
  type NamedTensors,
  type Operation,
  type OperationGradient,
  runOperation,
} from '../operation.ts';

// Far below any logit, far above the overflow of a difference.
const unseenLogit = -1e9;

export interface GatedMixAttrs {
  readonly numReplicas: number;
  readonly numUnits: number;
  readonly numExperts: number;
  /** `[U * E]`, 1 if the unit's gate sees the expert. */
  readonly sees: readonly number[];
  /** `[U * E]`, 1 if the native weight is learned; other gradients are 0. */
  readonly learns: readonly number[];
  /** `[U * E]`, 1 if the unit's gradient flows back to the expert; absent: all 1. */
  readonly teaches?: readonly number[];
}

interface GatedMixInputs {
  readonly experts: Tensor;
  readonly logits: Tensor | null;
  readonly native: Tensor | null;
}

// Each combination is a kernel, since a kernel's inputs are fixed.
export interface MixVariant {
  readonly hasGates: boolean;
  readonly hasNative: boolean;
}

export interface MixOperations {
  readonly forward: Operation<GatedMixAttrs>;
  readonly backward: Operation<GatedMixAttrs>;
}

const gatedMixOperations = createMixOperations('GatedMix', { hasGates: true, hasNative: false });
const gatedNativeMixOperations = createMixOperations('GatedNativeMix', { hasGates: true, hasNative: true });
const nativeMixOperations = createMixOperations('NativeMix', { hasGates: false, hasNative: true });

export const gatedMixVariants: readonly MixOperations[] = [
  gatedMixOperations,
  gatedNativeMixOperations,
  nativeMixOperations,
];

/** Streams `[R*U, B, D]` and gates `[R*U, B, E]`. */
export function gatedMix(
  inputs: GatedMixInputs,
  attrs: GatedMixAttrs,
): { streams: Tensor; gates: Tensor | null } {
  const { experts, logits, native: weights } = inputs;
  const operations =
    logits === null ? nativeMixOperations : weights === null ? gatedMixOperations : gatedNativeMixOperations;
  const given = { experts, ...(logits && { logits }), ...(weights && { native: weights }) };
  const { streams, gates = null } = runOperation(operations.forward, given, attrs);
  if (streams === undefined) throw new Error('The mix returned nothing.');
  return { streams, gates };
}

function gatedMixAxes({ numReplicas, numUnits, numExperts }: GatedMixAttrs) {
  return { R: numReplicas, U: numUnits, E: numExperts };
}

function createMixOperations(kernelName: string, { hasGates, hasNative }: MixVariant): MixOperations {
  const experts = '[R*E, B, D]';
  const ofGates = '[R*U, B, E]';
  const native = hasNative ? { native: '[R*U, E]' } : {};
  const backward: Operation<GatedMixAttrs> = {
    kernelName: `${kernelName}Grad`,
    axes: gatedMixAxes,
    inputs: { dStreams: '[R*U, B, D]', experts, ...(hasGates && { gates: ofGates }), ...native },
    outputs: ['dExperts', ...(hasGates ? ['dLogits'] : []), ...(hasNative ? ['dNative'] : [])],
    reference: mixGradients,
  };
  const gradient: OperationGradient<GatedMixAttrs, string, string> = {
    saves: ['experts', ...Object.keys(native), ...(hasGates ? ['gates'] : [])],
    of: ({ streams: dStreams }, saved, attrs) => {
      // Run once, here: each function returned has its own scope, which would free the others' results.
      const grads = runOperation(backward, { dStreams, ...saved } as NamedTensors<string>, attrs);
      return {
        experts: () => kernelInputOf(grads, 'dExperts'),
        ...(hasGates && { logits: () => kernelInputOf(grads, 'dLogits') }),
        ...(hasNative && { native: () => kernelInputOf(grads, 'dNative') }),
      };
    },
  };
  const forward: Operation<GatedMixAttrs> = {
    kernelName,
    axes: gatedMixAxes,
    inputs: { experts, ...(hasGates && { logits: ofGates }), ...native },
    outputs: ['streams', ...(hasGates ? ['gates'] : [])],
    reference: mixExperts,
    gradient,
  };
  return { forward, backward };
}

function mixExperts(
  { logits, native: weights, ...inputs }: NamedTensors<string>,
  attrs: GatedMixAttrs,
): NamedTensors<string> {
  const experts = groupsToRows(kernelInputOf(inputs, 'experts'), attrs.numReplicas); // [R*B, E, D]
  const gates = logits === undefined ? null : maskedSoftmax(logits, unitMaskTensor(attrs.sees, attrs)); // [R*U, B, E]
  const mixed = groupsToRows(mixingWeights(gates, weights ?? null, experts, attrs), attrs.numReplicas); // [R*B, U, E]
  const streams = rowsToGroups(matMulGroups(mixed, experts), attrs.numReplicas); // [R*U, B, D]
  return { streams, ...(gates && { gates }) };
}

function mixGradients(
  { gates, native: weights, ...inputs }: NamedTensors<string>,
  attrs: GatedMixAttrs,
): NamedTensors<string> {
  const { numReplicas } = attrs;
  const experts = groupsToRows(kernelInputOf(inputs, 'experts'), numReplicas); // [R*B, E, D]
  const dStreams = groupsToRows(kernelInputOf(inputs, 'dStreams'), numReplicas); // [R*B, U, D]
  const weightsOfRows = mixingWeights(gates ?? null, weights ?? null, experts, attrs); // [R*U, B, E]
  const mixed = groupsToRows(weightsPassingGradients(weightsOfRows, attrs), numReplicas); // [R*B, U, E]
  const dExperts = rowsToGroups(matMulGroups(mixed, dStreams, true, false), numReplicas); // [R*E, B, D]
  const dWeights = rowsToGroups(matMulGroups(dStreams, experts, false, true), numReplicas); // [R*U, B, E]
  return {
    dExperts,
    ...(gates && { dLogits: softmaxGradient(dWeights, gates) }),
    ...(weights && { dNative: mul(sum(dWeights, 1), unitMaskTensor(attrs.learns, attrs)) }), // [R*U, E]
  };
}

function weightsPassingGradients(weights: Tensor, attrs: GatedMixAttrs): Tensor {
  if (attrs.teaches === undefined) return weights;
  const [numUnits, , numExperts] = weights.shape as [number, number, number];
  return mul(weights, reshape(unitMaskTensor(attrs.teaches, attrs), [numUnits, 1, numExperts]));
}

/** Rows sum to 1, or to 0 for a unit that sees nothing. */
function maskedSoftmax(logits: Tensor, sees: Tensor): Tensor {
  const [numUnits, , numExperts] = logits.shape as [number, number, number];
  const mask = reshape(sees, [numUnits, 1, numExperts]);
  const seen = sub(mul(logits, mask), mul(sub(1, mask), -unseenLogit));
  const numerators = mul(exp(sub(seen, max(seen, 2, true))), mask);
  return div(numerators, maximum(sum(numerators, 2, true), 1e-20));
}

// dLogits = gate (dGate - sum over e of gate dGate)
function softmaxGradient(dGates: Tensor, gates: Tensor): Tensor {
  const weighted = mul(dGates, gates);
  return sub(weighted, mul(gates, sum(weighted, 2, true)));
}

// [R*G, B, D] -> [R*B, G, D]: a small matrix per row, so that mixing is a product.
function groupsToRows(groups: Tensor, numReplicas: number): Tensor {
  const [numGroups, numRows, dim] = groups.shape as [number, number, number];
  const perReplica = reshape(groups, [numReplicas, numGroups / numReplicas, numRows, dim]);
  return reshape(transpose(perReplica, [0, 2, 1, 3]), [numReplicas * numRows, numGroups / numReplicas, dim]);
}

// [R*B, G, D] -> [R*G, B, D]
function rowsToGroups(rows: Tensor, numReplicas: number): Tensor {
  const [numRows, numGroups, dim] = rows.shape as [number, number, number];
  const perReplica = reshape(rows, [numReplicas, numRows / numReplicas, numGroups, dim]);
  return reshape(transpose(perReplica, [0, 2, 1, 3]), [numReplicas * numGroups, numRows / numReplicas, dim]);
}

// [U * E] -> [R*U, E]
function unitMaskTensor(table: readonly number[], attrs: GatedMixAttrs): Tensor {
  const { numReplicas, numUnits, numExperts } = attrs;
  return tile(tensor([...table], [numUnits, numExperts]), [numReplicas, 1]);
}

/** `[R*U, B, E]` */
function mixingWeights(
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
