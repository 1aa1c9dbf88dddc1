/** A forward pass of one row in float64 from tables and named weights, which knows nothing of the engine: no tensors, no packing. */
import type { ElementwiseGateSpec, LinearNames, Topology } from '../../../../src/models/topology.ts';

type Vector = readonly number[];
type Weights = (name: string) => ArrayLike<number>;

/** Weights are stored `[out, in]`. */
const linear = (weights: Weights, { weight, bias }: LinearNames, x: Vector): Vector =>
  Array.from(weights(bias), (start, row) =>
    x.reduce((sum, value, i) => sum + value * (weights(weight)[row * x.length + i] ?? Number.NaN), start),
  );

const relu = (x: Vector): Vector => x.map((value) => Math.max(0, value));

function softmax(scores: Vector): Vector {
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

const sumOf = (vectors: readonly Vector[], width: number): Vector =>
  Array.from({ length: width }, (_, i) => vectors.reduce((sum, one) => sum + (one[i] ?? Number.NaN), 0));

/** A vector as an elementwise gate scales it, which reads `read`; without a gate as it is. */
function scaled(weights: Weights, gate: ElementwiseGateSpec | undefined, x: Vector, read: Vector): Vector {
  if (gate === undefined) return x;
  const z = linear(weights, gate.linear, relu(linear(weights, gate.hidden, read)));
  return x.map((value, i) => (2 * value) / (1 + Math.exp(-(z[i] ?? Number.NaN))));
}

/** The input of each stream with vectors in the place of ids; without ids the row itself. */
function inputsOf({ embeddings }: Topology, weights: Weights, given: Vector): readonly Vector[] {
  if (embeddings === undefined) return [given];
  const { tables, numBefore, dim } = embeddings;
  return tables.map((columns) => [
    ...given.slice(0, numBefore),
    ...columns.flatMap((name, column) => {
      const first = (given[numBefore + column] ?? Number.NaN) * dim;
      return Array.from({ length: dim }, (_, i) => weights(name)[first + i] ?? Number.NaN);
    }),
    ...given.slice(numBefore + columns.length),
  ]);
}

/** Logits `[T]`; gate weights `[U, E]` and outputs of experts `[E][D]` of every level. */
export function plainForward(topology: Topology, weights: Weights, taken: Vector) {
  const { numPriors = 0, epnet, ppnet } = topology.elementwiseGates ?? {};
  const inputs = inputsOf(topology, weights, taken);
  const [given = []] = inputs;
  const prior = given.slice(given.length - numPriors);
  const row = scaled(weights, epnet, given, [...prior, ...given]);
  let streams: readonly Vector[] = inputs.length > 1 ? inputs : [row];
  const levels = topology.levels.map(({ experts, units, dims, isLinear = false }, level) => {
    const streamOf = (reads: number) => streams[level === 0 && inputs.length === 1 ? 0 : reads] ?? [];
    const outputs = experts.map(({ reads, layers }) =>
      layers.reduce((x, names, k) => {
        const next = linear(weights, names, x);
        return isLinear && k === layers.length - 1 ? next : relu(next);
      }, streamOf(reads)),
    );
    const gates = units.map(({ gate }) => {
      const ofUnit = new Array<number>(experts.length).fill(0);
      if (gate === null) return ofUnit;
      const read = gate.reads === 'input' ? row : streamOf(gate.reads);
      const x = sumOf([read, ...(gate.adds ?? []).map(streamOf)], read.length);
      const inside = (gate.hidden ?? []).reduce((values, names) => relu(linear(weights, names, values)), x);
      for (const [j, weight] of softmax(linear(weights, gate.linear, inside)).entries())
        ofUnit[gate.sees[j] ?? -1] = weight;
      return ofUnit;
    });
    streams = units.map(({ native }, unit) => {
      const nativeOf = (expert: number): number => {
        const j = native?.experts.indexOf(expert) ?? -1;
        if (native === null || j < 0) return 0;
        return native.kind === 'fixed'
          ? 1
          : (weights(native.tensor)[native.row * native.shape[1] + j] ?? NaN);
      };
      const weighted = outputs.map((output, expert) =>
        output.map((value) => ((gates[unit]?.[expert] ?? NaN) + nativeOf(expert)) * value),
      );
      return sumOf(weighted, dims.at(-1) ?? 0);
    });
    return { gates: gates.flat(), outputs };
  });
  const logits = topology.towers.map(({ layers }, task) => {
    const [logit = Number.NaN] = layers.reduce((x, names, k) => {
      const next = linear(weights, names, scaled(weights, ppnet?.[task]?.[k], x, [...prior, ...row]));
      return k < layers.length - 1 ? relu(next) : next;
    }, streams[task] ?? []);
    return logit;
  });
  return { logits, levels };
}
