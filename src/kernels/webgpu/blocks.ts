/**
 * How a tensor of groups of rows is cut into blocks, one per thread, whose sums are kept in registers: the larger the
 * block, the fewer loads per product, and on emulated GPUs loads are what takes the time. A block this large still fits
 * the registers of small GPUs.
 */

const rowsPerBlock = 8;
const columnsPerBlock = 8;

/** Threads needed for a tensor `[numGroups, numRows, numColumns]`. */
export function numBlocks(numGroups: number, numRows: number, numColumns: number): number {
  return numGroups * Math.ceil(numRows / rowsPerBlock) * Math.ceil(numColumns / columnsPerBlock);
}

/** WGSL: `blockOf(thread, numRows, numColumns)`, the first element of a thread's block. Neighbours are side by side. */
export const blockWgsl = `
  struct Block { group: u32, row: u32, column: u32 }
  fn blockOf(thread: u32, numRows: u32, numColumns: u32) -> Block {
    let across = (numColumns + ${columnsPerBlock - 1}u) / ${columnsPerBlock}u;
    let down = (numRows + ${rowsPerBlock - 1}u) / ${rowsPerBlock}u;
    let column = thread % across * ${columnsPerBlock}u;
    let row = thread / across % down * ${rowsPerBlock}u;
    return Block(thread / across / down, row, column);
  }`;

/** Lines of WGSL, one per row of a block. */
export function eachRow(line: (row: number) => string): string {
  return lines(rowsPerBlock, line);
}

/** Lines of WGSL, one per four columns of a block. */
export function eachPart(line: (part: number) => string): string {
  return lines(columnsPerBlock / 4, line);
}

/** Lines of WGSL, one per column of a block. */
export function eachColumn(line: (column: number) => string): string {
  return lines(columnsPerBlock, line);
}

/** Lines of WGSL, one per four rows of a block. */
export function eachRowPart(line: (part: number) => string): string {
  return lines(rowsPerBlock / 4, line);
}

/** Lines of WGSL, one per row and four columns of a block; `name` is one for each: `y3_0`. */
export function eachCell(name: string, line: (cell: string, row: number, part: number) => string): string {
  return eachRow((row) => eachPart((part) => line(`${name}${row}_${part}`, row, part)));
}

/**
 * WGSL that writes the block of `name` from its cells, changed by `change`, leaving out what lies beyond `numRows` and
 * `numColumns`.
 */
export function storeBlock(
  name: string,
  numRows: string,
  numColumns: string,
  change: (cell: string) => string = (cell) => cell,
): string {
  const stores = eachCell(
    name,
    (cell, row, part) => `if (block.row + ${row}u < numRows && block.column + ${4 * part}u < numColumns) {
      store4_${name}(first + ${row}u * numColumns + ${4 * part}u, ${change(cell)}, numColumns - block.column - ${4 * part}u);
    }`,
  );
  return `{
    let numRows = ${numRows};
    let numColumns = ${numColumns};
    let first = (block.group * numRows + block.row) * numColumns + block.column;
    ${stores}
  }`;
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}
