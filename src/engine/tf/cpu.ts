/** The door to TensorFlow.js's plain JavaScript backend: importing it registers the backend and its kernels. */
import '@tensorflow/tfjs-backend-cpu';
