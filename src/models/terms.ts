/** Equations as data: signs, terms made of them, and sides. */

export type Letter = 'x' | 'f' | 'e' | 'E' | 'g' | 'G' | 'm' | 'W' | 'b' | 'v' | 'h' | 'y';

export interface Sign {
  readonly letter: Letter;
  /** Fusion level; -1: raw input. */
  readonly level: number;
  /** Index of the stream (f), expert (e), task (h, y) or unit. */
  readonly index: number;
  /** Indices of the experts in `E`, `G`, `v`; empty for other symbols. */
  readonly experts: readonly number[];
  /** True for symbols of all experts, written without an expert's index. */
  readonly isWhole: boolean;
}

export type Term =
  | { readonly kind: 'sign'; readonly sign: Sign }
  /** Native weight fixed at 1. */
  | { readonly kind: 'one'; readonly sign: Sign }
  | { readonly kind: 'call'; readonly sign: Sign; readonly argument: Term }
  | { readonly kind: 'sum'; readonly terms: readonly Term[] }
  /** Number or matrix times a vector. */
  | { readonly kind: 'product'; readonly left: Term; readonly right: Term }
  /** Weighted sum of rows. */
  | { readonly kind: 'weighted'; readonly weights: Term; readonly rows: Term }
  | { readonly kind: 'softmax'; readonly of: Term }
  /** Term through which no gradient passes. */
  | { readonly kind: 'stopped'; readonly of: Term }
  | { readonly kind: 'stack'; readonly rows: readonly Term[] };

type EquationKind = 'prediction' | 'input' | 'expert' | 'own' | 'all' | 'gate' | 'fusion' | 'written';

/** Sides that are equal; the first is what is defined. */
export interface Equation {
  readonly kind: EquationKind;
  readonly sides: readonly [Term, ...Term[]];
}

export const signOf = (letter: Letter, level: number, index: number): Sign => ({
  letter,
  level,
  index,
  experts: [],
  isWhole: true,
});

export const of = (sign: Sign): Term => ({ kind: 'sign', sign });
export const call = (sign: Sign, argument: Term): Term => ({ kind: 'call', sign, argument });
export const stack = (rows: readonly Term[]): Term => ({ kind: 'stack', rows });
export const weighted = (weights: Term, rows: Term): Term => ({ kind: 'weighted', weights, rows });
export const input: Term = of(signOf('x', -1, 0));

export const sumOf = (terms: readonly [Term, ...Term[]]): Term =>
  terms.length === 1 ? terms[0] : { kind: 'sum', terms };

export const isFilled = (terms: readonly Term[]): terms is readonly [Term, ...Term[]] => terms.length > 0;

export function signsOf(term: Term): readonly Sign[] {
  switch (term.kind) {
    case 'sign':
    case 'one':
      return [term.sign];
    case 'call':
      return [term.sign, ...signsOf(term.argument)];
    case 'sum':
      return term.terms.flatMap(signsOf);
    case 'product':
      return [...signsOf(term.left), ...signsOf(term.right)];
    case 'weighted':
      return [...signsOf(term.weights), ...signsOf(term.rows)];
    case 'softmax':
    case 'stopped':
      return signsOf(term.of);
    case 'stack':
      return term.rows.flatMap(signsOf);
  }
}
