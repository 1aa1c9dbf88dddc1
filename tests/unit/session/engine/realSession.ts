/** A session on the real engine in this process. */
import { onTestFinished } from 'vitest';
import { createEngine } from '../../../../src/session/engine/engine.ts';
import {
  createInProcessSession,
  type InProcessSession,
} from '../../../../src/session/engine/inProcessSession.ts';
import { oneThread, type Threads } from '../../../../src/session/pool/pool.ts';
import { createRecord, nextOf } from './fakes.ts';

/** It ends with the test. */
export function createRealSession(threads: Threads = oneThread) {
  const session: InProcessSession = createInProcessSession((emit) => createEngine(emit, threads));
  onTestFinished(session.dispose);
  const record = createRecord();
  session.subscribe(record.emit);
  return { session, record, next: nextOf(session) };
}
