/** Columns of a network diagram: one per task, and one for what is shared beside them. */
import { sum } from '../../../src/models/counts.ts';
import type { Owner } from '../../../src/models/topology.ts';
import type { Point } from './diagram.ts';

export interface Row {
  readonly owners: readonly Owner[];
  readonly size: number;
  readonly gap: number;
  /** True if experts of one owner form a block instead of a line. */
  readonly isBlock: boolean;
}

interface Column {
  readonly owner: Owner;
  readonly x: number;
}

export interface ColumnPlaces {
  readonly left: number;
  readonly columns: readonly Column[];
  readonly width: number;
  /** Narrowest task column, gap included, which limits names. */
  readonly narrowest: number;
}

const MAX_PITCH = 190;
const MAX_FREE_PITCH = 110;
const BLOCK = { inColumn: 4, free: 16 } as const;

function isFree({ owners }: Row): boolean {
  return owners.every((owner) => owner === 'shared');
}

function blockColumns(count: number, row: Row): number {
  if (!row.isBlock) return count;
  return isFree(row) ? Math.min(count, BLOCK.free) : Math.min(BLOCK.inColumn, Math.ceil(Math.sqrt(count)));
}

function extent(count: number, { size, gap }: Row): number {
  return count * size + Math.max(0, count - 1) * gap;
}

function countOf(row: Row, owner: Owner): number {
  return row.owners.filter((one) => one === owner).length;
}

/** Columns wide enough for every row, spread out to `available` up to a limit. */
export function columnsOf(
  rows: readonly Row[],
  available: number,
  { left, gap }: { readonly left: number; readonly gap: number },
): ColumnPlaces {
  const inColumns = rows.filter((row) => !isFree(row));
  const owners = ownersOf(inColumns);
  const needs = owners.map((owner) => gap + widest(inColumns, (row) => countOf(row, owner)));
  const least = Math.max(
    sum(needs),
    widest(rows.filter(isFree), (row) => row.owners.length),
  );
  const width = Math.max(least, Math.min(available, owners.length * MAX_PITCH));
  const extra = (width - sum(needs)) / Math.max(1, owners.length);
  const columns = owners.map((owner, at) => ({
    owner,
    x: sum(needs.slice(0, at)) + (needs[at] ?? 0) / 2 + (at + 0.5) * extra,
  }));
  return {
    left,
    columns,
    width,
    narrowest: Math.min(...needs.filter((_, at) => owners[at] !== 'shared')) + extra,
  };
}

function widest(rows: readonly Row[], count: (row: Row) => number): number {
  return Math.max(0, ...rows.map((row) => extent(blockColumns(count(row), row), row)));
}

function ownersOf(rows: readonly Row[]): readonly Owner[] {
  const owners = new Set(rows.flatMap((row) => row.owners));
  const tasks = [...owners].filter((owner) => owner !== 'shared').toSorted((a, b) => a - b);
  return owners.has('shared') ? [...tasks, 'shared'] : tasks;
}

/** Positions of a row's parts; `y` counts from the row's first line. */
export function placeRow(row: Row, columns: ColumnPlaces): readonly Point[] {
  return isFree(row) ? placeFree(row, columns) : placeInColumns(row, columns);
}

function placeInColumns(row: Row, { left, columns }: ColumnPlaces): readonly Point[] {
  const next = new Map<Owner, number>();
  return row.owners.map((owner) => {
    const place = next.get(owner) ?? 0;
    next.set(owner, place + 1);
    const x = columns.find((column) => column.owner === owner)?.x ?? 0;
    return inBlock(place, countOf(row, owner), row, left + x, row.size + row.gap);
  });
}

function placeFree(row: Row, { left, width }: ColumnPlaces): readonly Point[] {
  const perLine = blockColumns(row.owners.length, row);
  const spread = row.isBlock ? 0 : Math.min(MAX_FREE_PITCH, width / perLine);
  const pitch = Math.max(row.size + row.gap, spread);
  return row.owners.map((_, place) => inBlock(place, row.owners.length, row, left + width / 2, pitch));
}

function inBlock(place: number, count: number, row: Row, centre: number, pitch: number): Point {
  const perLine = Math.max(1, blockColumns(count, row));
  const [line, at] = [Math.floor(place / perLine), place % perLine];
  return { x: centre + (at - (perLine - 1) / 2) * pitch, y: line * (row.size + row.gap) };
}
