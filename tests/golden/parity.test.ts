/** The engine against the authors' PyTorch library, and in folders against other references, on every backend Node has. */
import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { checkParity, exactTolerance } from '../long/gpus/check/parity.ts';
import { onNodeBackends } from '../unit/onBackends.ts';

const folder = new URL('../long/gpus/check/vectors/', import.meta.url);
const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.safetensors'));

onNodeBackends(() => {
  it.each(files)('%s', async (file) => {
    const result = await checkParity(await readFile(new URL(file, folder)), exactTolerance);
    expect(result).toMatchObject({ ok: true });
  });

  it('fails when a parameter is off', async () => {
    const bytes = await readFile(new URL('ple-uneven.safetensors', folder));
    const result = await checkParity(withOneValueChanged(bytes, 'param/mtl_arch.gate_weights.1.3.0.weight'), exactTolerance);
    expect(result.ok).toBe(false);
    expect(result.output).toBeGreaterThan(1e-4);
  });
});

function withOneValueChanged(bytes: Uint8Array, tensor: string): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const view = new DataView(copy.buffer);
  const headerLength = Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(copy.subarray(8, 8 + headerLength)));
  const offset = 8 + headerLength + header[tensor].data_offsets[0];
  view.setFloat32(offset, view.getFloat32(offset, true) + 0.5, true);
  return copy;
}
