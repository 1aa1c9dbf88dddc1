/** Compiles `peak.as.ts` in both builds. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';
import type { PeakJob } from '../job.ts';

const source = 'tests/bench/peak/peak.as.ts';

/** Writes both binaries into `folder`; throws with the compiler's messages. */
export async function compilePeak(folder: string): Promise<PeakJob['files']> {
  await mkdir(folder, { recursive: true });
  const files = { plain: join(folder, 'peak.wasm'), relaxed: join(folder, 'peak-relaxed.wasm') };
  await compile(files.plain, ['simd']);
  await compile(files.relaxed, ['simd', 'relaxed-simd']);
  return files;
}

async function compile(file: string, features: readonly string[]): Promise<void> {
  const enabled = features.flatMap((feature) => ['--enable', feature]);
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--outFile', 'peak.wasm'];
  const binaries: (string | Uint8Array)[] = [];
  const { error, stderr } = await asc.main([source, ...options, ...enabled], {
    writeFile: (_, contents) => {
      binaries.push(contents);
    },
  });
  const [binary] = binaries;
  if (error !== null || binary === undefined)
    throw new Error(`${source} does not compile.\n${stderr.toString()}`);
  await writeFile(file, binary);
}
