/** The form of an architecture, as a file of `models/` exports it: its options and how they become tables. */
import type { Fields, ValuesOf } from '../core/schema/field.ts';
import type { Topology } from './topology.ts';

/** Sizes that tasks and data dictate to every architecture. */
export interface ModelContext {
  readonly numTasks: number;
  readonly inputDim: number;
  /** How many inputs, the last ones, say who or where a row is of; absent: none. */
  readonly numPriors?: number;
}

/**
 * An architecture is data: `topologyOf` turns validated options into tables, and nothing else in the program knows its name.
 *
 * `problemsOf` returns one sentence per reason why these options cannot be built (empty: they can); `topologyOf` may
 * assume there are none.
 */
export interface Architecture<F extends Fields = Fields> {
  /** Equals the export's and the file's name; written into links. */
  readonly id: string;
  readonly label: string;
  /** The name of its class in the authors' library; absent: it has no counterpart there. */
  readonly libraryClass?: string;
  /** Its role in a comparison: the one that the question is about, the one without any sharing, or one made to be wrong. Absent: a rival. */
  readonly role?: 'subject' | 'baseline' | 'impostor';
  readonly options: F;
  /** The option of which every choice is a network of its own: it has words, and a line where architectures are chosen. */
  readonly variants?: string;
  // Methods, not function properties: only so may architectures of different options share one list.
  problemsOf(options: ValuesOf<F>, context: ModelContext): readonly string[];
  /** Sentences about options that can be built but are seldom meant; a budget never chooses such options by itself. */
  notesOf?(options: ValuesOf<F>): readonly string[];
  topologyOf(options: ValuesOf<F>, context: ModelContext): Topology;
}
