/** What a thread of `nodeThreads` runs: the member of a pool. */
import { parentPort } from 'node:worker_threads';
import { createClock } from '../session/clock.ts';
import { createMember } from '../session/pool/member.ts';
import type { FromMember, ToMember } from '../session/pool/messages.ts';
import { wasmPaths } from '../tf/wasmPaths.ts';

const port = parentPort;
if (port === null) throw new Error('A member of a pool runs in a worker thread.');
const post = (message: FromMember) => port.postMessage(message);
const take = createMember({ wasmPaths, clock: createClock(), post });
port.on('message', (message: ToMember) => take(message));
