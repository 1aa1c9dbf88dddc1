/**
 * The door to TensorFlow.js's WebAssembly backend: importing it registers the backend and its kernels, and says where the bundler put its
 * binaries, at addresses in a browser, at file paths in Node.
 */
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

setWasmPaths({
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  // Never loaded; TensorFlow.js insists on an entry.
  'tfjs-backend-wasm-threaded-simd.wasm': simd,
});
