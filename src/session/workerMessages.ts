/** Messages between page and worker: the protocol, and a sign of life. */
import type { Command, SessionEvent } from './protocol.ts';

/** `ping` is answered by `pong` as soon as the worker listens. */
export type ToWorker = Command | { readonly type: 'ping' };

/** Events, and the answer to `ping`. */
export type FromWorker = SessionEvent | { readonly type: 'pong' };
