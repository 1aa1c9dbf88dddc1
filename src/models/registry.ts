/** Registry of architectures; a new one needs its file, a line here and its words. */
export { adatt } from './adatt.ts';
export { adattSp } from './adattSp.ts';
export { almostAdatt } from './almostAdatt.ts';
export { crossStitch } from './crossStitch.ts';
export { linear } from './linear.ts';
export { mlmmoe } from './mlmmoe.ts';
export { mmoe } from './mmoe.ts';
export { ple } from './ple.ts';
export { sharedBottom } from './sharedBottom.ts';
export { singleTask } from './singleTask.ts';
export { stem } from './stem.ts';
