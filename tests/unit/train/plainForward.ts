/** A forward pass of one row in float64 from tables and named weights, which knows nothing of the engine: no tensors, no packing. */
import type { LinearNames, Topology } from '../../../src/models/topology.ts';

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

/** Logits `[T]`; gate weights `[U, E]` and outputs of experts `[E][D]` of every level. */
export function plainForward(topology: Topology, weights: Weights, row: Vector) {
  let streams: readonly Vector[] = [row];
  const levels = topology.levels.map(({ experts, units, dims, isLinear = false }, level) => {
    const streamOf = (reads: number) => streams[level === 0 ? 0 : reads] ?? [];
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
    const [last] = layers.slice(-1);
    const hidden = layers
      .slice(0, -1)
      .reduce((x, names) => relu(linear(weights, names, x)), streams[task] ?? []);
    return last === undefined ? Number.NaN : (linear(weights, last, hidden)[0] ?? Number.NaN);
  });
  return { logits, levels };
}
