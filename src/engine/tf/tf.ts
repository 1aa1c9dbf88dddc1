/**
 * The only door to TensorFlow.js: the operations the engine uses, by name, with gradients registered. Importing names
 * (never the namespace) lets the bundler drop the rest of the library.
 */
import { env, registerGradient } from '@tensorflow/tfjs-core';
import { reshapeGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Reshape_grad';

// The one operation that is not ours between parameters and loss.
registerGradient(reshapeGradConfig);
// Leaves out checks of every operation's every value, and advertisements on the console.
env().set('PROD', true);

export type {
  DataId,
  KernelFunc,
  NamedAttrMap,
  NamedTensorInfoMap,
  Tensor,
  TensorInfo,
} from '@tensorflow/tfjs-core';
export {
  add,
  backend,
  cast,
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
  scatterND,
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
