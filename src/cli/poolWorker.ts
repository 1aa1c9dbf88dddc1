/** Runs a worker of the pool in a thread of `nodeThreads`. */
import { parentPort } from 'node:worker_threads';
import type { ToPoolWorker } from '../session/pool/messages.ts';
import { createPoolWorkerEngine } from '../session/pool/poolWorkerEngine.ts';

const port = parentPort;
if (port === null) throw new Error('A worker of a pool runs in a worker thread.');
const handleMessage = createPoolWorkerEngine((message, moved) => port.postMessage(message, moved));
port.on('message', (message: ToPoolWorker) => handleMessage(message));
