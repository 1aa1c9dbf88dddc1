/** The door to TensorFlow.js's WebGPU backend: importing it registers its kernels, and a factory nobody should use. */
export { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
