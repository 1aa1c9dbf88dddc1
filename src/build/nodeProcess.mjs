/** Node flags of this project's programs, and their end when npm's process ends. */
import { constants } from 'node:os';

// Later versions need no flag for relaxed SIMD; the other flag is untried there.
const isNode20 = process.versions.node.startsWith('20.');

/** @returns {string[]} */
export function nodeFlags() {
  return isNode20 ? ['--experimental-wasm-relaxed-simd'] : [];
}

/** @returns {string[]} */
export function commandFlags() {
  // A command takes seconds on all cores, which V8's compiler threads share: compile eight times later than by
  // default (67584 bytes of bytecode).
  return isNode20 ? [...nodeFlags(), '--interrupt-budget=540672'] : [];
}

const checkEveryMs = 500;

const INTERRUPTED = 128 + constants.signals.SIGTERM;

// The shell between npm and this process passes no signal on. Without npm, the process may outlive its
// parent on purpose.
export function endWithNpm() {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const check = () => {
    if (process.ppid !== parent) process.exit(INTERRUPTED);
  };
  setInterval(check, checkEveryMs).unref();
}
