/** Where the WebAssembly binaries of TensorFlow.js lie for tests in Node, where nothing resolves the imports of `src/tf/wasmPaths.ts`. */
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

export const nodeWasmPaths = {
  plain: resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'),
  simd: resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm'),
};
