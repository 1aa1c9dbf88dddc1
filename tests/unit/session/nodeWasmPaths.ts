/** Where the WebAssembly binaries lie when nothing bundles them. */
import { fileURLToPath } from 'node:url';

const fileOf = (name: string): string =>
  fileURLToPath(new URL(`../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/${name}`, import.meta.url));

export const nodeWasmPaths = {
  plain: fileOf('tfjs-backend-wasm.wasm'),
  simd: fileOf('tfjs-backend-wasm-simd.wasm'),
};
