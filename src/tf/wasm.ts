/** The door to TensorFlow.js's WebAssembly backend: importing it registers the backend and its kernels. */
export { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
