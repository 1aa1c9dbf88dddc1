/**
 * How a tensor of groups of rows is cut into blocks, one per thread, whose sums are kept in registers: the larger the
 * block, the fewer loads per product, and the fewer threads.
 */
import type { KernelSet, RowThreads } from './webgpuKernel.ts';

/** Both are multiples of four. */
export interface BlockSize {
  readonly rows: number;
  readonly columns: number;
}

/**
 * On emulated GPUs loads are what takes the time. On others threads must be many, and code short: that of all programs of a
 * step is compiled together.
 */
export const blockSizes: Readonly<Record<KernelSet, BlockSize>> = {
  software: { rows: 8, columns: 8 },
  hardware: { rows: 4, columns: 4 },
};

/** Threads for a tensor `[numGroups, numRows, numColumns]`, whose groups are those of `numReplicas`. */
export function blockThreads(
  { rows, columns }: BlockSize,
  numReplicas: number,
  [numGroups, numRows, numColumns]: readonly [number, number, number],
): RowThreads {
  return { numReplicas, numGroups, numRows, rowsPerThread: rows, across: Math.ceil(numColumns / columns) };
}

/** Makes lines of WGSL. */
export interface BlockCode {
  /** `blockOf(thread, numRows, numColumns)`, the first element of a thread's block. Neighbours are side by side. */
  readonly blockWgsl: string;
  /** One line per row of a block. */
  readonly eachRow: (line: (row: number) => string) => string;
  /** One per four columns. */
  readonly eachPart: (line: (part: number) => string) => string;
  /** One per column. */
  readonly eachColumn: (line: (column: number) => string) => string;
  /** One per four rows. */
  readonly eachRowPart: (line: (part: number) => string) => string;
  /** One per row and four columns; `name` is one for each: `y3_0`. */
  readonly eachCell: (name: string, line: (cell: string, row: number, part: number) => string) => string;
  /**
   * Writes the block of `name` from its cells, changed by `change`, leaving out what lies beyond `numRows` and `numColumns`.
   */
  readonly storeBlock: (
    name: string,
    numRows: string,
    numColumns: string,
    change?: (cell: string) => string,
  ) => string;
}

export function blockCodeOf({ rows, columns }: BlockSize): BlockCode {
  const eachRow: BlockCode['eachRow'] = (line) => lines(rows, line);
  const eachPart: BlockCode['eachPart'] = (line) => lines(columns / 4, line);
  const eachCell: BlockCode['eachCell'] = (name, line) =>
    eachRow((row) => eachPart((part) => line(`${name}${row}_${part}`, row, part)));
  return {
    blockWgsl: `
      struct Block { group: u32, row: u32, column: u32 }
      fn blockOf(thread: u32, numRows: u32, numColumns: u32) -> Block {
        let across = (numColumns + ${columns - 1}u) / ${columns}u;
        let down = (numRows + ${rows - 1}u) / ${rows}u;
        let column = thread % across * ${columns}u;
        let row = thread / across % down * ${rows}u;
        return Block(thread / across / down, row, column);
      }`,
    eachRow,
    eachPart,
    eachColumn: (line) => lines(columns, line),
    eachRowPart: (line) => lines(rows / 4, line),
    eachCell,
    storeBlock: (name, numRows, numColumns, change = (cell) => cell) => `{
      let numRows = ${numRows};
      let numColumns = ${numColumns};
      let first = (block.group * numRows + block.row) * numColumns + block.column;
      ${eachCell(
        name,
        (cell, row, part) => `if (block.row + ${row}u < numRows && block.column + ${4 * part}u < numColumns) {
          store4_${name}(first + ${row}u * numColumns + ${4 * part}u, ${change(cell)}, numColumns - block.column - ${4 * part}u);
        }`,
      )}
    }`,
  };
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}
