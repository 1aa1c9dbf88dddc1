/**
 * The only door to TensorFlow.js: the operations the engine uses, by name, with gradients registered. Importing names
 * (never the namespace) lets the bundler drop the rest of the library.
 */
import { env } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';

// Leaves out checks of every operation's every value, and advertisements on the console.
env().set('PROD', true);

export type {
  DataId,
  GradConfig,
  GradFunc,
  KernelFunc,
  NamedAttrMap,
  NamedTensorInfoMap,
  Tensor,
  TensorInfo,
} from '@tensorflow/tfjs-core';
export {
  add,
  backend,
  concat,
  dispose,
  div,
  engine,
  env,
  exp,
  fill,
  findBackendFactory,
  gather,
  getBackend,
  getKernel,
  keep,
  log,
  matMul,
  max,
  maximum,
  memory,
  mul,
  neg,
  ones,
  registerBackend,
  registerGradient,
  registerKernel,
  relu,
  removeBackend,
  reshape,
  setBackend,
  sigmoid,
  slice,
  sqrt,
  square,
  step,
  sub,
  sum,
  tensor,
  tidy,
  tile,
  transpose,
  unregisterKernel,
  zeros,
} from '@tensorflow/tfjs-core';
