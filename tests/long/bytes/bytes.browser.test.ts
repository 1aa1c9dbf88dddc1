import { beforeAll, describe, expect } from 'vitest';
import { commands } from 'vitest/browser';
import { startBackend } from '../../../src/engine/backend/startBackend.ts';
import type { FromPoolWorker } from '../../../src/session/pool/messages.ts';
import type { SpawnThread } from '../../../src/session/pool/pool.ts';
import { describeBytes } from './describeBytes.ts';

/** As `session/pool/workerThread.ts` does from inside a worker. */
const spawn: SpawnThread = ({ onMessage, onLost }) => {
  const worker = new Worker(new URL('../../../src/worker.ts', import.meta.url), {
    type: 'module',
    name: 'pool-worker',
  });
  worker.onmessage = ({ data }: MessageEvent<FromPoolWorker>) => onMessage(data);
  worker.onerror = onLost;
  return { post: (message) => worker.postMessage(message), end: () => worker.terminate() };
};

describe.each(['wasm', 'webgpu'] as const)('%s', (name) => {
  beforeAll(async () => {
    const backend = await startBackend(name);
    await backend.activate();
    expect(backend.name).toBe(name);
  });
  describeBytes({ count: Math.max(2, navigator.hardwareConcurrency), spawn }, async (digests) => {
    await commands.writeFile(`build/bytes/chromium-${name}.json`, JSON.stringify(digests));
  });
});
