/** Moves between the parts of a network diagram with the arrow keys. */
import type { DiagramLayout, DiagramNode } from './diagram.ts';

/** Every part, row by row from the top: the order of the keyboard. */
export function nodeRowsOf({ towers, levels, input }: DiagramLayout): readonly (readonly DiagramNode[])[] {
  const inside = levels
    .toReversed()
    .flatMap(({ units, experts }) => [units.map(({ node }) => node), experts]);
  return [towers, ...inside, [input]];
}

/** The part an arrow key leads to from `id` (from the first when null); null when the key moves nothing. */
export function movedNode(layout: DiagramLayout, id: string | null, key: string): DiagramNode | null {
  const rows = nodeRowsOf(layout);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.some((node) => node.id === id)),
  );
  const row = rows[at] ?? [];
  const place = Math.max(
    0,
    row.findIndex((node) => node.id === id),
  );
  switch (key) {
    case 'ArrowLeft':
      return row[Math.max(0, place - 1)] ?? null;
    case 'ArrowRight':
      return row[Math.min(row.length - 1, place + 1)] ?? null;
    case 'ArrowUp':
      return nearest(rows[at - 1] ?? row, row[place]);
    case 'ArrowDown':
      return nearest(rows[at + 1] ?? row, row[place]);
    default:
      return null;
  }
}

function nearest(row: readonly DiagramNode[], from: DiagramNode | undefined): DiagramNode | null {
  const sorted = row.toSorted((a, b) => Math.abs(a.x - (from?.x ?? 0)) - Math.abs(b.x - (from?.x ?? 0)));
  return sorted[0] ?? null;
}
