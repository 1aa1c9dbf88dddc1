/** Columns of a network diagram: one per task, and one for what is shared beside them. */
import { sum } from '../../../src/models/counts.ts';
import type { ExpertOwner } from '../../../src/models/topology.ts';
import type { Point } from './diagram.ts';

export interface PartRow {
  readonly owners: readonly ExpertOwner[];
  readonly size: number;
  readonly gap: number;
  readonly isBlock: boolean;
}

interface Column {
  readonly owner: ExpertOwner;
  readonly x: number;
}

export interface ColumnPlaces {
  readonly left: number;
  readonly columns: readonly Column[];
  readonly width: number;
  readonly narrowest: number;
}

const MAX_PITCH = 190;
const MAX_FREE_PITCH = 110;
const BLOCK_COLUMNS = { inColumn: 4, free: 16 } as const;

function isFreeRow({ owners }: PartRow): boolean {
  return owners.every((owner) => owner === 'shared');
}

function blockColumns(count: number, row: PartRow): number {
  if (!row.isBlock) return count;
  return isFreeRow(row)
    ? Math.min(count, BLOCK_COLUMNS.free)
    : Math.min(BLOCK_COLUMNS.inColumn, Math.ceil(Math.sqrt(count)));
}

function rowExtent(count: number, { size, gap }: PartRow): number {
  return count * size + Math.max(0, count - 1) * gap;
}

function countOfOwner(row: PartRow, owner: ExpertOwner): number {
  return row.owners.filter((one) => one === owner).length;
}

export function diagramColumnsOf(
  rows: readonly PartRow[],
  available: number,
  { left, gap }: { readonly left: number; readonly gap: number },
): ColumnPlaces {
  const inColumns = rows.filter((row) => !isFreeRow(row));
  const owners = ownersOf(inColumns);
  const needs = owners.map((owner) => gap + widestRow(inColumns, (row) => countOfOwner(row, owner)));
  const least = Math.max(
    sum(needs),
    widestRow(rows.filter(isFreeRow), (row) => row.owners.length),
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

function widestRow(rows: readonly PartRow[], count: (row: PartRow) => number): number {
  return Math.max(0, ...rows.map((row) => rowExtent(blockColumns(count(row), row), row)));
}

function ownersOf(rows: readonly PartRow[]): readonly ExpertOwner[] {
  const owners = new Set(rows.flatMap((row) => row.owners));
  const tasks = [...owners].filter((owner) => owner !== 'shared').toSorted((a, b) => a - b);
  return owners.has('shared') ? [...tasks, 'shared'] : tasks;
}

/** Positions of a row's parts; `y` counts from the row's first line. */
export function placePartsOfRow(row: PartRow, columns: ColumnPlaces): readonly Point[] {
  return isFreeRow(row) ? placeFree(row, columns) : placeInColumns(row, columns);
}

function placeInColumns(row: PartRow, { left, columns }: ColumnPlaces): readonly Point[] {
  const next = new Map<ExpertOwner, number>();
  return row.owners.map((owner) => {
    const place = next.get(owner) ?? 0;
    next.set(owner, place + 1);
    const x = columns.find((column) => column.owner === owner)?.x ?? 0;
    return pointInBlock(place, countOfOwner(row, owner), row, left + x, row.size + row.gap);
  });
}

function placeFree(row: PartRow, { left, width }: ColumnPlaces): readonly Point[] {
  const perLine = blockColumns(row.owners.length, row);
  const spread = row.isBlock ? 0 : Math.min(MAX_FREE_PITCH, width / perLine);
  const pitch = Math.max(row.size + row.gap, spread);
  return row.owners.map((_, place) => pointInBlock(place, row.owners.length, row, left + width / 2, pitch));
}

function pointInBlock(place: number, count: number, row: PartRow, centre: number, pitch: number): Point {
  const perLine = Math.max(1, blockColumns(count, row));
  const [line, at] = [Math.floor(place / perLine), place % perLine];
  return { x: centre + (at - (perLine - 1) / 2) * pitch, y: line * (row.size + row.gap) };
}
