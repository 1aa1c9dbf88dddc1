/** Tells which kernels TensorFlow.js runs, ours and its own. */
import { engine } from '../tf/tf.ts';

/** Calls `onKernel` with the name of each kernel before it runs. Shadows a method of TensorFlow.js's engine until the returned function is called. */
export function watchKernels(onKernel: (name: string) => void): () => void {
  const ofTensorFlow = engine();
  const runKernel = ofTensorFlow.runKernel.bind(ofTensorFlow);
  ofTensorFlow.runKernel = (name, inputs, attrs) => {
    onKernel(name);
    return runKernel(name, inputs, attrs);
  };
  return () => Reflect.deleteProperty(ofTensorFlow, 'runKernel');
}
