/** For files whose tests make tensors: others share the process, and count them. */
import { afterAll } from 'vitest';
import { engine } from '../../src/tf/tf.ts';

/** Frees at the end of a file what was made since this call, except what a network keeps. */
export function freeTensorsAtEnd(): void {
  engine().startScope();
  afterAll(() => engine().endScope());
}
