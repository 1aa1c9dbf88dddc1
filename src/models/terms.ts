/** Equations as data: letters, the terms made of them, and their sides. Knows no table and no picture. */

/** One letter for one thing. */
export type Letter = 'x' | 'f' | 'e' | 'E' | 'g' | 'G' | 'm' | 'W' | 'b' | 'v' | 'h' | 'y';

/** A letter with what it stands for. */
export interface Sign {
  readonly letter: Letter;
  /** Index of the fusion level; -1: below the first, where every stream is the raw input. */
  readonly level: number;
  /** Index of the stream (f), expert (e), task (h, y) or unit (all else). */
  readonly index: number;
  /** The experts of `E`, `G` and `v`: one, or those of a whole stack or vector; empty for other letters. */
  readonly experts: readonly number[];
  /** True of `E`, `G`, `v` with all of their experts, written without an expert's index. */
  readonly isWhole: boolean;
}

/** A part of an equation, which can be drawn as well as evaluated. */
export type Term =
  | { readonly kind: 'sign'; readonly sign: Sign }
  /** A native weight that is fixed at 1; `sign` says which. */
  | { readonly kind: 'one'; readonly sign: Sign }
  | { readonly kind: 'call'; readonly sign: Sign; readonly argument: Term }
  | { readonly kind: 'sum'; readonly terms: readonly Term[] }
  /** A number times a vector, or a matrix times a vector. */
  | { readonly kind: 'product'; readonly left: Term; readonly right: Term }
  /** The rows of a stack added up with the weights of a vector. */
  | { readonly kind: 'weighted'; readonly weights: Term; readonly rows: Term }
  | { readonly kind: 'softmax'; readonly of: Term }
  /** A value that passes no gradient on. */
  | { readonly kind: 'stopped'; readonly of: Term }
  | { readonly kind: 'stack'; readonly rows: readonly Term[] };

/** The kind of an equation by what it says; the paper numbers equations of these kinds. */
export type EquationKind = 'prediction' | 'input' | 'expert' | 'own' | 'all' | 'gate' | 'fusion' | 'written';

/** All sides are equal; the first is what is defined. */
export interface Equation {
  readonly kind: EquationKind;
  readonly sides: readonly [Term, ...Term[]];
}

/** The sign of a letter that stands for no expert in particular. */
export const signOf = (letter: Letter, level: number, index: number): Sign => ({
  letter,
  level,
  index,
  experts: [],
  isWhole: true,
});

/** A sign as a term. */
export const of = (sign: Sign): Term => ({ kind: 'sign', sign });
/** A function of one argument. */
export const call = (sign: Sign, argument: Term): Term => ({ kind: 'call', sign, argument });
/** Vectors, one below the other. */
export const stack = (rows: readonly Term[]): Term => ({ kind: 'stack', rows });
/** Rows added up with weights. */
export const weighted = (weights: Term, rows: Term): Term => ({ kind: 'weighted', weights, rows });
/** The raw input. */
export const input: Term = of(signOf('x', -1, 0));

/** A sum, or its only term. */
export const sumOf = (terms: readonly [Term, ...Term[]]): Term =>
  terms.length === 1 ? terms[0] : { kind: 'sum', terms };

/** Narrows a list to one that has a first term. */
export const isFilled = (terms: readonly Term[]): terms is readonly [Term, ...Term[]] => terms.length > 0;

/** All signs of a term, from left to right. */
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
