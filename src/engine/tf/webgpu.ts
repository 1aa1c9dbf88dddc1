/** Registers TensorFlow.js's WebGPU kernels. Its own backend factory must not be used. */
export { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
