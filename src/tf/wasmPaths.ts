/** Where the bundler puts the WebAssembly binaries of TensorFlow.js: addresses in a browser, file paths in Node. */
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

export const wasmPaths = { plain, simd } as const;
