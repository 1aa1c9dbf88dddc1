/** The only import of TensorFlow.js; named exports let the bundler drop unused operations. */
import { env, registerGradient } from '@tensorflow/tfjs-core';
import { reshapeGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Reshape_grad';

// Reshape is the only stock operation between parameters and loss.
registerGradient(reshapeGradConfig);
// Switches off TensorFlow.js's per-value checks and console advertisements.
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
