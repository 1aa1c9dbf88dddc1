/**
 * Cuts a tensor of groups of rows into blocks of 4 rows by 4 columns, one per thread, whose sums are kept in registers. Larger ones
 * would need fewer loads per product, but threads must be many, and code short: that of all programs of a step is compiled together.
 */
import { type RowThreads, rowThreads } from './webgpuKernel.ts';

const blockSize = 4;

/** Threads for a tensor `[numGroups, numRows, numColumns]`, whose groups are those of `numReplicas`. */
export const blockThreads = (numReplicas: number, shape: readonly [number, number, number]): RowThreads =>
  rowThreads(numReplicas, shape, blockSize, blockSize);

/** WGSL: `blockOf(thread, numRows, numColumns)`, the first element of a thread's block. Neighbours are side by side. */
export const blockWgsl = `
  struct Block { group: u32, row: u32, column: u32 }
  fn blockOf(thread: u32, numRows: u32, numColumns: u32) -> Block {
    let across = (numColumns + ${blockSize - 1}u) / ${blockSize}u;
    let down = (numRows + ${blockSize - 1}u) / ${blockSize}u;
    let column = thread % across * ${blockSize}u;
    let row = thread / across % down * ${blockSize}u;
    return Block(thread / across / down, row, column);
  }`;

/** Lines of WGSL, one per row, or column, of a block. */
export function fourLines(line: (index: number) => string): string {
  return Array.from({ length: blockSize }, (_, index) => line(index)).join('\n');
}

/**
 * Writes the block of `name` from its rows, `name0` to `name3`, changed by `change`, leaving out what lies beyond `numRows` and
 * `numColumns`.
 */
export function storeBlock(
  name: string,
  numRows: string,
  numColumns: string,
  change = (row: string): string => row,
): string {
  return `{
    let numRows = ${numRows};
    let numColumns = ${numColumns};
    let first = (block.group * numRows + block.row) * numColumns + block.column;
    ${fourLines(
      (row) => `if (block.row + ${row}u < numRows) {
        store4_${name}(first + ${row}u * numColumns, ${change(`${name}${row}`)}, numColumns - block.column);
      }`,
    )}
  }`;
}
