/** The studies, end to end on a tiny experiment. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run as runCommand } from '../cli/inProcess.ts';
import { root } from '../commands.ts';
import { claiming, soundVectors } from '../interop/vectorFiles.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const folder = await temporaryFolder();

const run = (study: string, ...args: readonly string[]) =>
  runCommand(join(root, `tests/studies/${study}.ts`), ...args);

describe('parity', () => {
  it('counts a file that claims a thousand million tasks as one failed case, and keeps the others', async () => {
    await writeFile(join(folder, 'a.safetensors'), claiming('num_tasks', '1e9'));
    await writeFile(join(folder, 'b.safetensors'), soundVectors);
    const { code, stdout } = await run('parity', folder);
    expect(stdout).toMatch(
      /^b\.safetensors .* ok\na\.safetensors +unreadable: Tasks must be .*1000000000\.\n1 of 2 /m,
    );
    expect(code).toBe(1);
  });
});

describe('presets', () => {
  it('refuses what is no preset and what are no seeds, naming both', async () => {
    const unknown = await run('presets', 'nonsense');
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringMatching(/'nonsense'.*looselyRelated/)]);
    const seeds = await run('presets', 'opposite', '--seeds', 'one');
    expect([seeds.code, seeds.stderr]).toEqual([2, expect.stringMatching(/--seeds .*'one'/)]);
  });
});
