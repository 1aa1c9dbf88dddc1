/** Flags that Node needs for what browsers have by default. */

/**
 * Node 20 hides relaxed SIMD behind a flag that later versions neither need nor know.
 *
 * @returns {string[]}
 */
export function nodeFlags() {
  return process.versions.node.startsWith('20.') ? ['--experimental-wasm-relaxed-simd'] : [];
}
