/** Every check of package.json is a test; that of downloads builds the page for those in a browser. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };

for (const name of Object.keys(packageJson.scripts).filter((script) => script.startsWith('check:')))
  test(name, { timeout: 600_000 }, async () => {
    const shell = process.platform === 'win32';
    await promisify(execFile)('npm', ['run', '--silent', name], { shell }).catch(({ stdout, stderr }) =>
      expect.fail(`${stdout}${stderr}`),
    );
  });
