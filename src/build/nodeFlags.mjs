/** Flags of V8 that Node 20 is given. Later versions are left as they are: they need the first one no more, and the others are untried. */

const isNode20 = process.versions.node.startsWith('20.');

/**
 * Flags for what browsers have by default: relaxed SIMD.
 *
 * @returns {string[]}
 */
export function nodeFlags() {
  return isNode20 ? ['--experimental-wasm-relaxed-simd'] : [];
}

/**
 * Flags for a program of a few seconds whose threads take all cores, which they share with those in which V8 compiles: JavaScript is
 * compiled when it has run eight times as long as V8 would wait for (67584 bytes of bytecode).
 *
 * @returns {string[]}
 */
export function commandFlags() {
  return isNode20 ? [...nodeFlags(), '--interrupt-budget=540672'] : [];
}
