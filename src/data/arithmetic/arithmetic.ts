/** The arithmetic of rows, in whichever way is the fastest here. */
import { arithmeticInScript, type RowArithmetic } from './script.ts';
import { arithmeticInWasm } from './wasm.ts';

/** Made once per thread: a memory of WebAssembly takes gigabytes of addresses. */
export const arithmetic: RowArithmetic = /* @__PURE__ */ arithmeticInWasm() ?? arithmeticInScript;
