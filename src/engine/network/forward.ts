/** Forward pass, batched over experts, units and replicas (AdaTT, equations 1 to 7). */
import { assertShape, checksShapes } from '../../core/shape.ts';
import { dropout } from '../kernels/dropout/dropout.ts';
import { elementwiseGate, elementwiseGateInput } from '../kernels/elementwiseGate/elementwiseGate.ts';
import { embedding } from '../kernels/embedding/embedding.ts';
import { gatedMix } from '../kernels/gatedMix/gatedMix.ts';
import { groupedDense } from '../kernels/groupedDense/groupedDense.ts';
import { expandSparseRows, sparseDense } from '../kernels/sparseDense/sparseDense.ts';
import { streamSums } from '../kernels/streamSums/streamSums.ts';
import { reshape, type Tensor } from '../tf/tf.ts';
import { foldedShape } from './packing.ts';
import type { LayerPlan, LevelPlan, NetworkPlan } from './plan.ts';

export interface ForwardResult {
  /** `[R*T, B]` */
  readonly logits: Tensor;
  readonly levels: readonly FusedLevel[];
  /** Outputs of the towers' layers, `[R*T, B, D]` each; the last are the logits. */
  readonly towers: readonly Tensor[];
}

export interface FusedLevel {
  /** `[R*U, B, E]`; null without gates. */
  readonly gates: Tensor | null;
  /** What each gate's softmax is of, as `gates`; experts that a gate does not see count nothing. */
  readonly gateLogits: Tensor | null;
  /** `[R*E, B, D]` */
  readonly experts: Tensor;
  /** Units' outputs, `[R*U, B, D]`. */
  readonly streams: Tensor;
}

export interface DropoutOfStep {
  readonly rate: number;
  /** `[R, 2]` by index of the layer's packed tensor; see `dropout.ts`. */
  readonly keys: ReadonlyMap<number, Tensor>;
  /** Rates of the step; the last value is the step's number. */
  readonly rates: Tensor;
}

/** `input` `[R, B, N]`, or `[R, B, 2K]` for sparse rows; `dropped`: only in training. */
export function forwardPass(
  plan: NetworkPlan,
  parameters: readonly Tensor[],
  input: Tensor,
  dropped: DropoutOfStep | null = null,
): ForwardResult {
  if (checksShapes) assertForwardInputs(plan, parameters, input);
  const [numReplicas, numRows] = input.shape as [number, number, number];
  const levels: FusedLevel[] = [];
  const { x, read } = levelInputsOf(plan, parameters, inputWithIdVectors(plan, parameters, input));
  let streams = x; // [R*S, B, I]; at level 0 the input itself, scaled by the gates of EPNet if any
  for (const level of plan.levels) {
    const ofLevel = fuseExperts(level, parameters, { input: x, streams, dropped }, numReplicas);
    levels.push(ofLevel);
    streams = ofLevel.streams;
  }
  const towers = towerOutputsOf(plan, parameters, { streams, read, dropped }, numReplicas); // the last: [R*T, B, 1]
  const result = {
    logits: reshape(towers.at(-1) ?? streams, [numReplicas * plan.topology.numTasks, numRows]),
    levels,
    towers,
  };
  if (checksShapes) assertForwardResult(plan, result, numReplicas, numRows);
  return result;
}

// [R, B, N] -> [R*S, B, I]
function inputWithIdVectors(plan: NetworkPlan, parameters: readonly Tensor[], input: Tensor): Tensor {
  if (plan.embeddings === null) return input;
  const { parameter, ...attrs } = plan.embeddings;
  const [numReplicas = 0] = input.shape;
  return embedding(expandedInput(plan, input), at(parameters, parameter), { numReplicas, ...attrs });
}

function expandedInput({ isSparse, rowDim }: NetworkPlan, input: Tensor): Tensor {
  return isSparse ? expandSparseRows(input, rowDim) : input;
}

/** `x`: the input that all levels read; `read`: what the gates of PPNet read. */
function levelInputsOf(
  plan: NetworkPlan,
  parameters: readonly Tensor[],
  input: Tensor,
): { x: Tensor; read: Tensor | null } {
  if (plan.elementwiseGates === null) return { x: input, read: null };
  const { epnet, ppnet, ...prior } = plan.elementwiseGates;
  const [numReplicas = 0] = input.shape;
  const rows = plan.embeddings === null ? expandedInput(plan, input) : input;
  const withPriors = (x: Tensor) => elementwiseGateInput(rows, x, { numReplicas, ...prior });
  const x =
    epnet === null
      ? input
      : elementwiseGate(rows, denseLayer(epnet, parameters, withPriors(rows), numReplicas));
  return { x, read: ppnet === null ? null : withPriors(epnet === null ? rows : x) };
}

function towerOutputsOf(
  { towers, elementwiseGates }: NetworkPlan,
  parameters: readonly Tensor[],
  { streams, read, dropped }: { streams: Tensor; read: Tensor | null; dropped: DropoutOfStep | null },
  numReplicas: number,
): readonly Tensor[] {
  let h = streams;
  return towers.map((layer, k) => {
    const gate = elementwiseGates?.ppnet?.[k];
    const scaled =
      gate === undefined || read === null
        ? h
        : elementwiseGate(h, denseLayer(gate, parameters, read, numReplicas));
    h = denseLayer([layer], parameters, scaled, numReplicas, dropped);
    return h;
  });
}

function fuseExperts(
  level: LevelPlan,
  parameters: readonly Tensor[],
  { input, streams, dropped }: { input: Tensor; streams: Tensor; dropped: DropoutOfStep | null },
  numReplicas: number,
): FusedLevel {
  const experts = denseLayer(level.experts, parameters, streams, numReplicas, dropped); // [R*E, B, D]
  if (level.mix === null) return { streams: experts, gates: null, gateLogits: null, experts };
  const { gate } = level;
  const gateInput = gate?.source === 'input' ? input : streams;
  const rows = gate?.sparseDim ? expandSparseRows(gateInput, gate.sparseDim) : gateInput;
  const read = gate?.sums ? streamSums(rows, { numReplicas, ...gate.sums }) : rows; // [R*N, B, I]
  const logits = gate === null ? null : denseLayer(gate.layers, parameters, read, numReplicas); // [R*U, B, E]
  const native = level.native === null ? null : at(parameters, level.native); // [R*U, E]
  const mixed = gatedMix({ experts, logits, native }, { numReplicas, ...level.mix });
  return { ...mixed, gateLogits: logits, experts };
}

function denseLayer(
  layers: readonly LayerPlan[],
  parameters: readonly Tensor[],
  x: Tensor,
  numReplicas: number,
  dropped: DropoutOfStep | null = null,
): Tensor {
  return layers.reduce((streams, { parameter, numStreams, reads, relu, isSparse }) => {
    const outputs = isSparse
      ? sparseDense(streams, at(parameters, parameter), { numReplicas, relu })
      : groupedDense(streams, at(parameters, parameter), { numReplicas, numStreams, reads, relu });
    const keys = relu ? dropped?.keys.get(parameter) : undefined;
    return keys === undefined || dropped === null ? outputs : dropout(outputs, keys, dropped.rates, dropped);
  }, x);
}

function at(parameters: readonly Tensor[], index: number): Tensor {
  const parameter = parameters[index];
  if (parameter === undefined)
    throw new Error(`Packed tensor ${index} is missing; got ${parameters.length}.`);
  return parameter;
}

function assertForwardInputs(plan: NetworkPlan, parameters: readonly Tensor[], input: Tensor): void {
  const [numReplicas = 0, numRows = 0, rowLength = 0] = input.shape;
  const expected = plan.isSparse ? rowLength : plan.rowDim;
  assertShape('The input of the network', input.shape, [numReplicas, numRows, expected]);
  for (const [i, parameter] of plan.parameters.entries())
    assertShape(parameter.name, parameters[i]?.shape ?? [], foldedShape(parameter, numReplicas));
}

function assertForwardResult(
  { topology }: NetworkPlan,
  { logits, levels }: ForwardResult,
  numReplicas: number,
  numRows: number,
): void {
  assertShape('The logits', logits.shape, [numReplicas * topology.numTasks, numRows]);
  for (const [l, level] of topology.levels.entries()) {
    const [numUnits, numExperts] = [level.units.length, level.experts.length];
    const gatesOfLevel = levels[l]?.gates?.shape;
    if (gatesOfLevel !== undefined)
      assertShape(`The gates of level ${l}`, gatesOfLevel, [numReplicas * numUnits, numRows, numExperts]);
    const outputDim = level.dims.at(-1) ?? 0;
    assertShape(`The experts of level ${l}`, levels[l]?.experts.shape ?? [], [
      numReplicas * numExperts,
      numRows,
      outputDim,
    ]);
  }
}
