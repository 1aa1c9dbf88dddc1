/** Entry of a thread of `nodeThreads`: a worker of a pool. */
import { parentPort } from 'node:worker_threads';
import { createClock } from '../session/clock.ts';
import type { FromPoolWorker, ToPoolWorker } from '../session/pool/messages.ts';
import { createPoolWorkerEngine } from '../session/pool/poolWorkerEngine.ts';
import { wasmPaths } from '../tf/wasmPaths.ts';

const port = parentPort;
if (port === null) throw new Error('A worker of a pool runs in a worker thread.');
const post = (message: FromPoolWorker) => port.postMessage(message);
const take = createPoolWorkerEngine({ wasmPaths, clock: createClock(), post });
port.on('message', (message: ToPoolWorker) => take(message));
