/** Registers kinds of columns; a new one needs a line here and a role in `tableSetup.ts`. */
import type { Column } from '../table.ts';
import type { ColumnRole } from '../tableSetup.ts';
import { categoriesKind, type EncodedCategories } from './categories.ts';
import { dateKind, type EncodedDatePart } from './date.ts';
import { type EncodedId, idKind } from './id.ts';
import type { ColumnKind } from './kind.ts';
import { type EncodedNumber, holdsAmounts, numberKind } from './number.ts';

export type EncodedColumn = EncodedNumber | EncodedCategories | EncodedDatePart | EncodedId;

type KindName = EncodedColumn['kind'];

const kindRegistry = {
  date: dateKind,
  number: numberKind,
  categories: categoriesKind,
  id: idKind,
} satisfies Readonly<Record<KindName, unknown>>;

// Safe to cast: each kind gets only what it encoded itself.
const kindsByName = kindRegistry as unknown as Readonly<Record<KindName, ColumnKind<EncodedColumn>>>;

/** Each kind's name is also that of a role. */
export const columnKinds = Object.entries(kindsByName) as readonly (readonly [
  role: KindName,
  kind: ColumnKind<EncodedColumn>,
])[];

export const kindOfEncoded = ({ kind }: EncodedColumn): ColumnKind<EncodedColumn> => kindsByName[kind];

export function kindOfRole(role: ColumnRole, column: Column): ColumnKind<EncodedColumn> | null {
  if (role === 'priorId') return kindsByName.id;
  if (role === 'prior') return holdsAmounts(column) ? kindsByName.number : kindsByName.categories;
  return columnKinds.find(([name]) => name === role)?.[1] ?? null;
}
