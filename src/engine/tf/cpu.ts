/** Registers TensorFlow.js's plain JavaScript backend and its kernels. */
import '@tensorflow/tfjs-backend-cpu';
