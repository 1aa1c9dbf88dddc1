/** Programs of this project as processes of Node: the flags that they have, and when those that npm runs end. */
import { constants } from 'node:os';

/** Later versions are left as they are: they need no flag for relaxed SIMD any more, and the other flag is untried there. */
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

const checkEveryMs = 500;

/** The exit code of a process whose parent has ended. */
export const INTERRUPTED = 128 + constants.signals.SIGTERM;

/**
 * Ends this process soon after that which started it has ended, if npm runs it: the shell between them passes no signal on, and the
 * program would go on unseen. On its own it may be left behind on purpose.
 */
export function endWithNpm() {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const check = () => {
    if (process.ppid !== parent) process.exit(INTERRUPTED);
  };
  setInterval(check, checkEveryMs).unref();
}
