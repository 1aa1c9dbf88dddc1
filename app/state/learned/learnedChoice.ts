/** Choices of the reader about learned functions, which stay while he looks at something else, and which other pictures may make. */
import { createStore } from 'zustand/vanilla';
import { oncePer } from '../../../src/core/oncePer.ts';
import type { PlaneKind } from '../../../src/run/produced/learned.ts';

export interface LearnedChoice {
  readonly tasks: readonly [number, number];
  readonly plane: PlaneKind;
  readonly columns: readonly [string, string] | null;
  readonly level: number;
  readonly view: 'prediction' | 'error';
}

/** The choices made on a page; the others are as usual. */
export const learnedChoiceOf = oncePer((_page: object) => createStore<Partial<LearnedChoice>>(() => ({})));
