/** Equations as data: signs, terms made of them, and sides. */

export type EquationLetter = 'x' | 'f' | 'e' | 'E' | 'g' | 'G' | 'm' | 'W' | 'b' | 'v' | 'h' | 'y';

export interface EquationSymbol {
  readonly letter: EquationLetter;
  /** Fusion level; -1: raw input. */
  readonly level: number;
  /** Index of the stream (f), expert (e), task (h, y) or unit. */
  readonly index: number;
  /** Indices of the experts in `E`, `G`, `v`; empty for other symbols. */
  readonly experts: readonly number[];
  /** True for symbols of all experts, written without an expert's index. */
  readonly isWhole: boolean;
}

export type EquationTerm =
  | { readonly kind: 'sign'; readonly sign: EquationSymbol }
  /** Native weight fixed at 1. */
  | { readonly kind: 'one'; readonly sign: EquationSymbol }
  | { readonly kind: 'call'; readonly sign: EquationSymbol; readonly argument: EquationTerm }
  | { readonly kind: 'sum'; readonly terms: readonly EquationTerm[] }
  | { readonly kind: 'product'; readonly left: EquationTerm; readonly right: EquationTerm }
  | { readonly kind: 'weighted'; readonly weights: EquationTerm; readonly rows: EquationTerm }
  | { readonly kind: 'softmax'; readonly of: EquationTerm }
  /** Term through which no gradient passes. */
  | { readonly kind: 'stopped'; readonly of: EquationTerm }
  | { readonly kind: 'stack'; readonly rows: readonly EquationTerm[] };

type EquationKind = 'prediction' | 'input' | 'expert' | 'own' | 'all' | 'gate' | 'fusion' | 'written';

/** Sides that are equal; the first is what is defined. */
export interface Equation {
  readonly kind: EquationKind;
  readonly sides: readonly [EquationTerm, ...EquationTerm[]];
}

export const symbolOf = (letter: EquationLetter, level: number, index: number): EquationSymbol => ({
  letter,
  level,
  index,
  experts: [],
  isWhole: true,
});

export const symbolTerm = (sign: EquationSymbol): EquationTerm => ({ kind: 'sign', sign });
export const callTerm = (sign: EquationSymbol, argument: EquationTerm): EquationTerm => ({
  kind: 'call',
  sign,
  argument,
});
export const stackTerm = (rows: readonly EquationTerm[]): EquationTerm => ({ kind: 'stack', rows });
export const weightedTerm = (weights: EquationTerm, rows: EquationTerm): EquationTerm => ({
  kind: 'weighted',
  weights,
  rows,
});
export const inputTerm: EquationTerm = symbolTerm(symbolOf('x', -1, 0));

export const sumTerm = (terms: readonly [EquationTerm, ...EquationTerm[]]): EquationTerm =>
  terms.length === 1 ? terms[0] : { kind: 'sum', terms };

export const isNonEmpty = (
  terms: readonly EquationTerm[],
): terms is readonly [EquationTerm, ...EquationTerm[]] => terms.length > 0;

export function symbolsIn(term: EquationTerm): readonly EquationSymbol[] {
  switch (term.kind) {
    case 'sign':
    case 'one':
      return [term.sign];
    case 'call':
      return [term.sign, ...symbolsIn(term.argument)];
    case 'sum':
      return term.terms.flatMap(symbolsIn);
    case 'product':
      return [...symbolsIn(term.left), ...symbolsIn(term.right)];
    case 'weighted':
      return [...symbolsIn(term.weights), ...symbolsIn(term.rows)];
    case 'softmax':
    case 'stopped':
      return symbolsIn(term.of);
    case 'stack':
      return term.rows.flatMap(symbolsIn);
  }
}
