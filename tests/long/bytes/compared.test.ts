/** `npm run test:bytes`, last part: what came out, as a table; the page's engine and the command's must agree. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { alignedTable } from '../../../src/cli/command.ts';
import { architectures } from '../../../src/models/architectures.ts';
import type { DigestsById } from './describeBytes.ts';

const runs = ['node-cpu', 'node-wasm', 'chromium-wasm', 'chromium-webgpu'] as const;

it('gives the same bytes on WebAssembly in a browser and in a command', async () => {
  const read = async (run: string): Promise<DigestsById> =>
    JSON.parse(await readFile(`build/bytes/${run}.json`, 'utf8'));
  const [cpu, wasm, wasmInChromium, webgpu] = await Promise.all(runs.map(read));
  const found = [cpu, wasm, wasmInChromium, webgpu];
  const short = (digest: string | undefined) => digest?.slice(0, 12) ?? 'missing';
  const rows = Object.keys(cpu ?? {}).flatMap((id) =>
    (['losses', 'weights'] as const).map((of) => [
      `${id} ${of}`,
      ...found.map((byId) => short(byId?.[id]?.[of])),
    ]),
  );
  console.info(`\n${alignedTable([['SHA-256, first 12 digits', ...runs], ...rows])}`);
  expect(rows).toHaveLength(2 * architectures.length);
  expect(rows.flat()).not.toContain('missing');
  expect(wasmInChromium).toEqual(wasm);
});
