/** Types and sizes, in pixels, of the network diagram's modules. */
import type { ExpertOwner } from '../../../src/models/topology.ts';
import { fittedName } from '../base/textWidth.ts';
import type { CursorGrid, GridPlace } from '../base/useGridCursor.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `x`, `y` is the centre. */
export interface DiagramNode extends Point {
  /** Unique: `input`, `expert 0 2` (level, index), `unit 0 1`, `tower 1`. */
  readonly id: string;
  readonly kind: 'input' | 'expert' | 'unit' | 'tower';
  /** 0 for the input, the number of levels for a tower. */
  readonly level: number;
  readonly index: number;
  readonly owner: ExpertOwner;
  readonly width: number;
  readonly height: number;
}

export interface UnitParts {
  readonly node: DiagramNode;
  readonly gate: Point | null;
  readonly native: Point | null;
  readonly plus: Point | null;
  readonly top: Point;
}

/** `x`, `y` is the upper left corner. */
interface DiagramBox extends Point {
  readonly width: number;
  readonly height: number;
}

export interface GroupBox extends DiagramBox {
  readonly owner: ExpertOwner;
  readonly experts: readonly number[];
  readonly id: string;
}

export const boxAround = ({ x, y, width, height }: DiagramNode, pad = 0): DiagramBox => ({
  x: x - width / 2 - pad,
  y: y - height / 2 - pad,
  width: width + 2 * pad,
  height: height + 2 * pad,
});

export interface DiagramLevel {
  readonly level: number;
  readonly top: number;
  readonly height: number;
  readonly isBundled: boolean;
  readonly experts: readonly DiagramNode[];
  /** Every expert is in one group, alone if edges are not bundled. */
  readonly groups: readonly GroupBox[];
  readonly units: readonly UnitParts[];
}

export interface DiagramLayout {
  readonly width: number;
  readonly height: number;
  readonly input: DiagramNode;
  readonly levels: readonly DiagramLevel[];
  readonly towers: readonly DiagramNode[];
  readonly columnWidth: number;
  /** Multiple of the page's text size. */
  readonly textScale: number;
  readonly edges: readonly DiagramEdge[];
}

export const SYMBOL_RADII = { circle: 9, plus: 8, times: 6, pass: 4 } as const;

/** `read`: into an expert; `gateInput`: into a gate; `join`: from a unit's circle to its plus. */
type EdgeKind = 'read' | 'gate' | 'native' | 'join' | 'gateInput' | 'tower';

export interface DiagramEdge {
  readonly id: string;
  readonly kind: EdgeKind;
  readonly level: number;
  readonly parts: readonly string[];
  readonly from: Point;
  readonly to: Point;
  readonly owner: ExpertOwner;
  readonly unit: number;
  readonly experts: readonly number[];
  readonly isForwardOnly: boolean;
}

export const fittedTaskName = (name: string, { columnWidth, textScale }: DiagramLayout): string =>
  fittedName(name, columnWidth / textScale, { isBold: true });

type NodeRows = readonly (readonly DiagramNode[])[];

export function nodeRowsOf({ towers, levels, input }: DiagramLayout): NodeRows {
  const inside = levels
    .toReversed()
    .flatMap(({ units, experts }) => [units.map(({ node }) => node), experts]);
  return [towers, ...inside, [input]];
}

export function nodesGrid(rows: NodeRows): CursorGrid {
  const columnIn: CursorGrid['columnIn'] = (row, from) => {
    const x = rows[from.row]?.[from.column]?.x ?? 0;
    const distances = (rows[row] ?? []).map((node) => Math.abs(node.x - x));
    return distances.indexOf(Math.min(...distances));
  };
  return { rows: rows.map((row) => row.length), columnIn };
}

export function placeOfNode(rows: NodeRows, id: string | null | undefined): GridPlace | null {
  const row = rows.findIndex((nodes) => nodes.some((node) => node.id === id));
  const column = rows[row]?.findIndex((node) => node.id === id) ?? -1;
  return column < 0 ? null : { row, column };
}

export interface DiagramSizes {
  readonly gutter: number;
  readonly output: number;
  readonly tower: { readonly width: number; readonly widest: number; readonly height: number };
  readonly input: number;
  readonly expert: number;
  readonly unit: { readonly full: number; readonly single: number };
  readonly streamGap: number;
  readonly plusRise: number;
  readonly fan: { readonly least: number; readonly perUnit: number; readonly most: number };
  readonly levelPad: number;
  readonly foot: number;
  readonly columnGap: number;
}

export const defaultDiagramSizes: DiagramSizes = {
  gutter: 62,
  output: 24,
  tower: { width: 46, widest: 62, height: 22 },
  input: 28,
  expert: 24,
  unit: { full: 62, single: 26 },
  streamGap: 34,
  plusRise: 27,
  fan: { least: 56, perUnit: 5, most: 100 },
  levelPad: 10,
  foot: 10,
  columnGap: 20,
};

export const stageDiagramSizes: DiagramSizes = {
  gutter: 58,
  output: 58,
  tower: { width: 46, widest: 62, height: 16 },
  input: 16,
  expert: 20,
  unit: { full: 48, single: 22 },
  streamGap: 16,
  plusRise: 18,
  fan: { least: 54, perUnit: 1, most: 60 },
  levelPad: 5,
  foot: 2,
  columnGap: 2,
};

// A lower diagram, so that the controls stay in view on a phone.
export const phoneDiagramSizes: DiagramSizes = {
  ...stageDiagramSizes,
  fan: { least: 24, perUnit: 1, most: 32 },
};

export const denseDiagramSizes: DiagramSizes = {
  ...stageDiagramSizes,
  gutter: 50,
  output: 64,
  tower: { ...stageDiagramSizes.tower, widest: 34 },
  unit: { full: 46, single: 22 },
};

export const shortTaskNames = (layout: DiagramLayout, taskNames: readonly string[]): readonly string[] =>
  taskNames.every((name) => fittedTaskName(name, layout) === name)
    ? taskNames
    : taskNames.map((_, task) => String(task + 1));
