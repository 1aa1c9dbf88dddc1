/** Phases of a file import as plain data, and edits of its draft. */

import { limits } from '../../src/core/schema/limits.ts';
import type { FileFacts, TableReport } from '../../src/data/importer/importer.ts';
import type { ReadingProgress } from '../../src/data/table/csv/parseTable.ts';
import type { RecipeId } from '../../src/data/table/recipes.ts';
import type { SummarisedColumn } from '../../src/data/table/summary.ts';
import { csvFormOf } from '../../src/data/table/table.ts';
import {
  type ColumnRole,
  columnRoles,
  type NumberTreatment,
  type TableSetup,
  type TargetSetup,
} from '../../src/data/table/tableSetup.ts';
import { defaultExperiment } from '../../src/experiment/defaults.ts';
import { setTask } from '../../src/experiment/edit.ts';
import { setCard } from '../../src/experiment/editCards.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { fitToFile, setTable } from '../../src/experiment/tableEdit.ts';
import { presets } from '../../src/teach/presets/presets.ts';
import { text } from '../../src/text/text.ts';
import { type FileStore, keepFile, keepSetup, missingFile } from '../state/stores/fileStore.ts';

export interface ImportDraft {
  readonly setup: TableSetup;
  readonly names: readonly string[];
  /** Guessed roles by name, for columns that are not predicted. */
  readonly usual?: ReadonlyMap<string, ColumnRole>;
  /** Tasks that come after another, by their places; the networks then learn in the entire space. */
  readonly after?: ReadonlyMap<number, number>;
  /** The experiment the file goes into; null is the open one. */
  readonly base: Experiment | null;
}

interface FileContents {
  readonly facts: FileFacts;
  readonly packed: Blob;
  readonly source: Blob;
  readonly recipeIds: readonly RecipeId[];
}

/** May still be the report on the previous draft. */
interface DraftValidation {
  readonly setup: TableSetup;
  readonly report: TableReport;
}

export type ImportState =
  | { readonly phase: 'choose' }
  | {
      readonly phase: 'reading';
      readonly fileName: string;
      /** Bytes of the file as stored. */
      readonly size: number;
      readonly progress: ReadingProgress | null;
    }
  | { readonly phase: 'used' }
  | { readonly phase: 'failed'; readonly fileName: string; readonly problems: readonly string[] }
  | {
      readonly phase: 'ready';
      readonly file: FileContents;
      readonly draft: ImportDraft;
      readonly known: DraftValidation | null;
      /** The file name that the open experiment was made with, if another. */
      readonly expected: string | null;
      /** The file the open experiment waits for: used as soon as it has no problems. */
      readonly isAwaited: boolean;
    };

export type ReadyState = Extract<ImportState, { phase: 'ready' }>;

export const awaitedSetup = (files: FileStore, { data }: Experiment): TableSetup | null =>
  missingFile(files.getState(), data) === null ? null : data.table;

/** `awaited` is the set-up of the file that the open experiment lacks. */
export function readyState(file: FileContents, draft: ImportDraft, awaited: TableSetup | null): ReadyState {
  const isAwaited = awaited !== null && (awaited.hash === 'any' || awaited.hash === file.facts.hash);
  const expected = awaited === null || isAwaited ? null : awaited.fileName;
  const usual = new Map(file.facts.columns.map(({ name, role }) => [name, role]));
  return { phase: 'ready', file, draft: { ...draft, usual }, known: null, expected, isAwaited };
}

/** Null until the report on this very draft arrives. */
export const reportOfDraft = ({ draft, known }: ReadyState): TableReport | null =>
  known !== null && known.setup === draft.setup ? known.report : null;

/** The open experiment; the default one if it is an unchanged preset about other data, whose cards would mislead. */
function baseForFile(current: Experiment): Experiment {
  const isStory = presets.some(({ experiment }) => comparisonKeyOf(experiment) === comparisonKeyOf(current));
  return isStory && current.data.source !== 'table' ? defaultExperiment() : current;
}

const comparisonKeyOf = ({ cards, training, comparison }: Experiment): string =>
  JSON.stringify([cards, training, comparison]);

/** Null if the report is missing or names problems. */
export function experimentWith(current: Experiment, state: ReadyState): Experiment | null {
  const { draft } = state;
  const sizes = reportOfDraft(state)?.sizes ?? null;
  if (sizes === null) return null;
  const names = draft.names.map(targetTaskName);
  if (state.isAwaited) return fitToFile(current, draft.setup, sizes);
  const fitted = setTable(draft.base ?? baseForFile(current), draft.setup, sizes, names);
  const { after = new Map<number, number>() } = draft;
  return after.size === 0 ? fitted : inEntireSpace(fitted, after);
}

const inEntireSpace = (experiment: Experiment, after: ReadonlyMap<number, number>): Experiment =>
  experiment.cards.reduce<Experiment>(
    (before, { id }) => setCard(before, id, { objective: 'entireSpace' }),
    [...after].reduce((before, [task, first]) => setTask(before, task, { after: first }), experiment),
  );

export const draftWithAfter = (draft: ImportDraft, task: number, first: number | null): ImportDraft => {
  const after = new Map(draft.after);
  if (first === null) after.delete(task);
  else after.set(task, first);
  return { ...draft, after };
};

/** Files without a header get the names of the draft, in its order. */
export const columnsOfDraft = (
  { columns, hasHeader }: TableSetup,
  facts: Pick<FileFacts, 'columns'>,
): readonly SummarisedColumn[] =>
  columns.map((column, index) => ({
    ...column,
    summary:
      (hasHeader ? facts.columns.find(({ name }) => name === column.name) : facts.columns[index]) ?? null,
  }));

export function keepUsedFile(files: FileStore, state: ReadyState, { data: { table } }: Experiment): void {
  const { facts, packed, source } = state.file;
  const { fileName, hash, form, numRows, numRowsInFile, columns } = facts;
  const numColumns = columns.length;
  keepFile(files, { fileName, hash, ...form, numRows, numRowsInFile, numColumns, packed, source });
  const { sizes, correlation, shifts = null } = reportOfDraft(state) ?? {};
  if (table !== null && sizes && correlation)
    keepSetup(files, { setup: table, correlation, shifts, ...sizes });
}

const targetTaskName = (name: string, task: number): string =>
  name.trim().slice(0, limits.nameLength) || text.experiment.taskName(task + 1);

/** The open set-up if it fits, else the guess. */
export function firstDraft(
  guess: TableSetup,
  { tasks, data }: Experiment,
  awaited: TableSetup | null,
): ImportDraft {
  const isOfOpen = data.source === 'table' && data.table?.hash === guess.hash;
  const known = awaited ?? (isOfOpen ? data.table : null);
  if (known === null || !hasColumnsOf(guess, known)) return draftOfGuess(guess);
  const { fileName, hash } = guess;
  const names = tasks.map(({ name }) => name);
  return { setup: { ...known, fileName, hash, ...csvFormOf(guess) }, names, base: null };
}

function hasColumnsOf(guess: TableSetup, { columns, hasHeader }: TableSetup): boolean {
  if (hasHeader !== guess.hasHeader) return false;
  const isThere = (name: string) => guess.columns.some((column) => column.name === name);
  return hasHeader ? columns.every(({ name }) => isThere(name)) : columns.length === guess.columns.length;
}

const yesTargetFor = (column: string, value: string): TargetSetup => ({
  column,
  positive: { kind: 'values', values: [value] },
  mask: null,
});

const exampleTargets: readonly TargetSetup[] = [
  yesTargetFor('clicked', '1'),
  yesTargetFor('bought', 'yes'),
  { column: 'spent', positive: null, mask: null },
];

export function draftOfExample(guess: TableSetup): ImportDraft {
  const empty = guess.targets.reduce((rest) => draftWithoutTask(rest, 0), draftOfGuess(guess));
  return exampleTargets.reduce(draftWithTask, empty);
}

export const draftOfRecipe = (
  base: Experiment,
  table: TableSetup,
  { fileName, hash, form }: Pick<FileFacts, 'fileName' | 'hash' | 'form'>,
): ImportDraft => ({
  setup: { ...table, fileName, hash, maxRows: form.maxRows },
  names: base.tasks.map(({ name }) => name),
  base,
});

const draftOfGuess = (setup: TableSetup): ImportDraft => ({
  setup,
  names: setup.targets.map((target, task) => target?.column ?? text.experiment.taskName(task + 1)),
  base: null,
});

export function draftWithRole(draft: ImportDraft, name: string, role: ColumnRole): ImportDraft {
  const columns = draft.setup.columns.map((column) => {
    if (columnRoles[role].isUnique && column.role === role) return { ...column, role: 'ignored' as const };
    return column.name === name ? { name, role } : column;
  });
  const targets = draft.setup.targets.map((target): TargetSetup | null => {
    if (target === null || (target.column === name && role !== 'target')) return null;
    return target.mask === name && role !== 'mask' ? { ...target, mask: null } : target;
  });
  return { ...draft, setup: { ...draft.setup, columns: [...columns], targets } };
}

export const draftWithTreatment = (
  draft: ImportDraft,
  name: string,
  treatment: NumberTreatment,
): ImportDraft => ({
  ...draft,
  setup: {
    ...draft.setup,
    columns: draft.setup.columns.map((column) =>
      column.name === name ? { name, role: column.role, ...treatment } : column,
    ),
  },
});

export function draftWithTarget(draft: ImportDraft, task: number, target: TargetSetup | null): ImportDraft {
  const before = draft.setup.targets[task] ?? null;
  const targets = draft.setup.targets.map((one, index) => (index === task ? target : one));
  const isNamedByColumn = draft.names[task] === (before?.column ?? text.experiment.taskName(task + 1));
  const names = draft.names.map((name, index) =>
    index === task && isNamedByColumn && target !== null ? target.column : name,
  );
  return {
    ...draft,
    names,
    setup: { ...draft.setup, targets, columns: columnsForTargets(draft, targets) },
  };
}

/** `target`: null if no task can be added. */
export const draftWithTask = (draft: ImportDraft, target: TargetSetup | null): ImportDraft =>
  draftWithTarget(
    {
      ...draft,
      names: [...draft.names, text.experiment.taskName(draft.names.length + 1)],
      setup: { ...draft.setup, targets: [...draft.setup.targets, null] },
    },
    draft.setup.targets.length,
    target,
  );

export const draftWithName = (draft: ImportDraft, task: number, name: string): ImportDraft => ({
  ...draft,
  names: draft.names.with(task, name),
});

/** Forgets which tasks come after which, since their numbers change. */
export function draftWithoutTask({ after: _, ...draft }: ImportDraft, task: number): ImportDraft {
  const targets = draft.setup.targets.toSpliced(task, 1);
  const names = draft.names.toSpliced(task, 1);
  return {
    ...draft,
    names,
    setup: { ...draft.setup, targets, columns: columnsForTargets(draft, targets) },
  };
}

/** Columns that are no longer targets or masks are what they were guessed to be. */
function columnsForTargets(
  { setup: { columns }, usual }: ImportDraft,
  targets: readonly (TargetSetup | null)[],
): TableSetup['columns'] {
  const predicted = new Set(targets.map((target) => target?.column));
  const masks = new Set(targets.map((target) => target?.mask));
  return columns.map((column) => {
    const { name, role } = column;
    if (predicted.has(name)) return role === 'target' ? column : { name, role: 'target' };
    if (masks.has(name)) return { name, role: 'mask' };
    return role === 'target' || role === 'mask' ? { name, role: usual?.get(name) ?? 'ignored' } : column;
  });
}
