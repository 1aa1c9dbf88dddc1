/** For files whose tests make tensors: others share the process, and count them. */
import { afterAll, afterEach, beforeEach } from 'vitest';
import { engine } from '../../src/engine/tf/tf.ts';

/** Frees at the end of a file what was made since this call, except what a network keeps. */
export function freeTensorsAtEnd(): void {
  engine().startScope();
  afterAll(() => engine().endScope());
}

/** Frees after each test what was made in it: for those that start their backend anew, which forgets what it held. */
export function freeTensorsAfterEach(): void {
  beforeEach(() => engine().startScope());
  afterEach(() => engine().endScope());
}
