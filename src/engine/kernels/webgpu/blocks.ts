/** Splits groups of rows into blocks of 4 columns and 4 or 8 rows, one per thread, with sums in registers. */
import { type RowThreads, rowThreadsOf } from './webgpuKernel.ts';

// Larger blocks need fewer loads per product, but leave fewer threads and more code to compile.
const blockSize = 4;

/** Threads for blocks of `shape`, `[numGroups, numRows, numColumns]` over all replicas. */
export const blockThreads = (
  numReplicas: number,
  shape: readonly [number, number, number],
  blockRows = blockSize,
): RowThreads => rowThreadsOf(numReplicas, shape, blockSize, blockRows);

// WGSL that finds a thread's block; neighbouring threads have adjacent blocks.
export const blockWgsl = (blockRows = blockSize): string => `
  struct Block { group: u32, row: u32, column: u32 }
  fn blockOf(thread: u32, numRows: u32, numColumns: u32) -> Block {
    let across = (numColumns + ${blockSize - 1}u) / ${blockSize}u;
    let down = (numRows + ${blockRows - 1}u) / ${blockRows}u;
    let column = thread % across * ${blockSize}u;
    let row = thread / across % down * ${blockRows}u;
    return Block(thread / across / down, row, column);
  }`;

/** WGSL of a loop of known length, without the loop. */
export function unrolledWgsl(line: (index: number) => string, length = blockSize): string {
  return Array.from({ length }, (_, index) => line(index)).join('\n');
}

/** WGSL that stores rows `name0`, `name1` and on, mapped by `change`, within the tensor. */
export function storeBlock(
  name: string,
  numRows: string,
  numColumns: string,
  { change = (row: string): string => row, blockRows = blockSize } = {},
): string {
  return `{
    let numRows = ${numRows};
    let numColumns = ${numColumns};
    let first = (block.group * numRows + block.row) * numColumns + block.column;
    ${unrolledWgsl(
      (row) => `if (block.row + ${row}u < numRows) {
        store4_${name}(first + ${row}u * numColumns, ${change(`${name}${row}`)}, numColumns - block.column);
      }`,
      blockRows,
    )}
  }`;
}
