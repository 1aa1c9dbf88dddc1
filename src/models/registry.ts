/** One line per architecture, and nothing else: a new one is its file and its line here. */
export { adatt } from './adatt.ts';
export { adattSp } from './adattSp.ts';
export { crossStitch } from './crossStitch.ts';
export { mlmmoe } from './mlmmoe.ts';
export { mmoe } from './mmoe.ts';
export { ple } from './ple.ts';
export { sharedBottom } from './sharedBottom.ts';
export { singleTask } from './singleTask.ts';
