/** Evaluates equations number by number for one row, knowing nothing of the engine: no tensors, no tables of gates. */
import type { Equation, Sign, Term } from '../../../src/models/terms.ts';
import { isNativeRow, type LinearNames, type Topology } from '../../../src/models/topology.ts';

/** The same for the same thing. */
const keyOf = ({ letter, level, index, experts, isWhole }: Sign): string =>
  `${letter} ${level} ${index} ${isWhole ? 'whole' : ''} ${experts.join(',')}`;

export type Value = readonly number[];
/** A vector, or the rows of a stack. */
type Known = Value | readonly Value[];
type Tensors = (name: string) => ArrayLike<number>;

const dot = (a: ArrayLike<number>, b: Value, from = 0): number =>
  b.reduce((sum, value, i) => sum + value * (a[from + i] ?? Number.NaN), 0);

const softmax = (scores: Value): Value => {
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  return powers.map((power) => power / powers.reduce((sum, one) => sum + one, 0));
};

/** Weights are stored `[out, in]`. */
const linear = (tensors: Tensors, { weight, bias }: LinearNames, x: Value): Value =>
  Array.from(tensors(bias), (b, row) => b + dot(tensors(weight), x, row * x.length));

export function createEvaluator(topology: Topology, tensors: Tensors, row: Value) {
  const known = new Map<string, Known>();

  const functionOf = ({ letter, level, index }: Sign, x: Value): Value => {
    const unit = topology.levels[level]?.units[index];
    const relu = (values: Value) => values.map((value) => Math.max(0, value));
    if ((letter === 'g' || letter === 'm') && unit?.gate) {
      const { hidden = [], linear: last } = unit.gate;
      const inside = hidden.reduce((values, names) => relu(linear(tensors, names, values)), x);
      return letter === 'm' ? inside : softmax(linear(tensors, last, inside));
    }
    const layers =
      letter === 'h' ? topology.towers[index]?.layers : topology.levels[level]?.experts[index]?.layers;
    if (!layers) throw new Error(`No function ${letter}.`);
    const endsLinear = letter === 'h' || topology.levels[level]?.isLinear === true;
    return layers.reduce((values, names, at) => {
      const next = linear(tensors, names, values);
      return endsLinear && at === layers.length - 1 ? next : next.map((value) => Math.max(0, value));
    }, x);
  };

  const signValue = (sign: Sign): Known => {
    const unit = topology.levels[sign.level]?.units[sign.index];
    if (sign.letter === 'x') return row;
    if (sign.letter === 'v' && unit && isNativeRow(unit.native)) {
      const { native } = unit;
      const numColumns = native.shape[1];
      return sign.experts.map(
        (e) => tensors(native.tensor)[native.row * numColumns + native.experts.indexOf(e)] ?? Number.NaN,
      );
    }
    if (sign.letter === 'b' && unit?.gate) return Array.from(tensors(unit.gate.linear.bias));
    if (sign.letter === 'G' && !sign.isWhole && unit?.gate) {
      const whole = known.get(keyOf({ ...sign, isWhole: true, experts: unit.gate.sees })) as Value;
      return [whole[unit.gate.sees.indexOf(sign.experts[0] ?? -1)] ?? Number.NaN];
    }
    const value = known.get(keyOf(sign));
    if (value === undefined) throw new Error(`${keyOf(sign)} is used before it is defined.`);
    return value;
  };

  const vector = (term: Term): Value => of(term) as Value;
  const sum = (vectors: readonly Value[]): Value =>
    (vectors[0] ?? []).map((_, i) => vectors.reduce((total, one) => total + (one[i] ?? Number.NaN), 0));

  function of(term: Term): Known {
    switch (term.kind) {
      case 'sign':
        return signValue(term.sign);
      case 'one':
        return [1];
      case 'call':
        return term.sign.letter === 'f' ? signValue(term.sign) : functionOf(term.sign, vector(term.argument));
      case 'sum':
        return sum(term.terms.map(vector));
      case 'product': {
        if (term.left.kind === 'sign' && term.left.sign.letter === 'W') {
          const names = topology.levels[term.left.sign.level]?.units[term.left.sign.index]?.gate?.linear;
          const x = vector(term.right);
          const weights = tensors(names?.weight ?? '');
          return Array.from({ length: weights.length / x.length }, (_, i) => dot(weights, x, i * x.length));
        }
        const [factor = Number.NaN] = vector(term.left);
        return vector(term.right).map((value) => factor * value);
      }
      case 'weighted': {
        const weights = vector(term.weights);
        const rows = of(term.rows) as readonly Value[];
        if (weights.length !== rows.length) throw new Error('Weights and rows differ in number.');
        return sum(rows.map((one, i) => one.map((value) => value * (weights[i] ?? Number.NaN))));
      }
      case 'softmax':
        return softmax(vector(term.of));
      case 'stopped':
        return of(term.of);
      case 'stack':
        return term.rows.map(vector);
    }
  }

  /** Defines what is on the left; returns the values of all other sides, which should be one and the same. */
  const define = ({ sides }: Equation): readonly Known[] => {
    const values: Known[] = [];
    for (const side of sides.toReversed()) {
      const isDefined =
        side !== sides.at(-1) && (side.kind === 'sign' || (side.kind === 'call' && side.sign.letter === 'f'));
      if (!isDefined) {
        values.push(of(side));
        continue;
      }
      const key = keyOf(side.sign);
      const before = known.get(key);
      if (before) values.push(before);
      known.set(key, values[0] ?? []);
    }
    return values;
  };

  return { define, valueOf: (sign: Sign) => known.get(keyOf(sign)) };
}
