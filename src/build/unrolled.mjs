/**
 * Unrolls labelled AssemblyScript loops: the body of `unrolled: for (let row = 0; row < 4; row++) {` is
 * repeated, with `row` replaced also in names such as `sum$row`. The body is no scope.
 */

const head = /^( *)unrolled: for \(let (\w+) = (\d+); \2 (<|>=) (\d+); \2(\+\+|--)\) \{\n/m;

/**
 * @param {string} source
 * @returns {string}
 * @throws {Error} for a loop of another form, or without an end
 */
export function unrolled(source) {
  const found = head.exec(source);
  if (found === null) {
    const other = /^ *unrolled:.*/m.exec(source);
    if (other !== null) throw new Error(`This loop cannot be written out: ${other[0].trim()}`);
    return source;
  }
  const [line, indent, name = '', first, relation, bound, step] = found;
  const start = found.index + line.length;
  const end = source.indexOf(`\n${indent}}\n`, start - 1) + 1;
  if (end === 0) throw new Error(`This loop has no end: ${line.trim()}`);
  const body = source.slice(start, end);
  const uses = new RegExp(`\\$${name}\\b|\\b${name}\\b`, 'g');
  const values = valuesOf(Number(first), Number(bound), `${relation}${step}`);
  const copies = values.map((value) => body.replaceAll(uses, String(value))).join('');
  const before = source.slice(0, found.index);
  // Unrolls inner loops in every copy.
  return unrolled(before + copies + source.slice(end + `${indent}}\n`.length));
}

/**
 * @param {number} first
 * @param {number} bound
 * @param {string} form
 */
function valuesOf(first, bound, form) {
  if (form === '<++') return Array.from({ length: bound - first }, (_, index) => first + index);
  if (form === '>=--') return Array.from({ length: first - bound + 1 }, (_, index) => first - index);
  throw new Error('A loop to write out counts up below a bound, or down to one.');
}
