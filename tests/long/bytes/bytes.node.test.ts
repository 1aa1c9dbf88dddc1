import { mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { bundleOf } from '../../../src/build/bundle.mjs';
import { nodeThreads } from '../../../src/cli/nodeThreads.ts';
import { onNodeBackends } from '../../unit/onBackends.ts';
import { describeBytes } from './describeBytes.ts';

const poolWorkerFile = await bundleOf(join(import.meta.dirname, '../../../src/cli/poolWorker.ts'));

// What an earlier run has left must not be taken for this one's.
await rm('build/bytes', { recursive: true, force: true });
await mkdir('build/bytes', { recursive: true });

onNodeBackends((backend) => {
  describeBytes(nodeThreads(Math.max(2, availableParallelism()), poolWorkerFile), async (digests) => {
    await writeFile(`build/bytes/node-${backend}.json`, JSON.stringify(digests));
  });
});
