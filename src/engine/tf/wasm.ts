/** Registers TensorFlow.js's WebAssembly backend with its binaries' addresses. */
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

setWasmPaths({
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  // This build is never loaded, but TensorFlow.js insists on an entry.
  'tfjs-backend-wasm-threaded-simd.wasm': simd,
});
