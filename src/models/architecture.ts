/** Interface of an architecture, as the files of `models/` export it: options that become tables. */
import type { Fields, ValuesOf } from '../core/schema/field.ts';
import type { Topology } from './topology.ts';

export interface ModelContext {
  readonly numTasks: number;
  readonly inputDim: number;
  readonly numPriors?: number;
}

/** No other code knows it by name. `topologyOf` may assume that `problemsOf` found none. */
export interface Architecture<F extends Fields = Fields> {
  /** Name of its export and file. */
  readonly id: string;
  readonly label: string;
  readonly libraryClass?: string;
  /** Subject of the question, baseline without sharing, or deliberately wrong network; else a rival. */
  readonly role?: 'subject' | 'baseline' | 'impostor';
  readonly options: F;
  readonly variants?: string;
  // Methods, not function properties: only so may architectures of different options share one list.
  problemsOf(options: ValuesOf<F>, context: ModelContext): readonly string[];
  /** Notes on options that are seldom meant; a budget never picks them. */
  notesOf?(options: ValuesOf<F>): readonly string[];
  topologyOf(options: ValuesOf<F>, context: ModelContext): Topology;
}
