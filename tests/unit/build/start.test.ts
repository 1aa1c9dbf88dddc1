/** `npm start` on a small page of its own, with the installed packages. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as baseTest, expect } from 'vitest';
import { root } from '../commands.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

interface Started {
  /** The address it printed; null when it ended without one. */
  readonly url: string | null;
  readonly exitCode: number | null;
  readonly stderr: string;
}

function started(child: ChildProcess): Promise<Started> {
  const said = { stdout: '', stderr: '' };
  return new Promise((resolve) => {
    const settle = (exitCode: number | null) => {
      const url = /http:\S+/.exec(said.stdout)?.[0] ?? null;
      if (url !== null || exitCode !== null) resolve({ url, exitCode, stderr: said.stderr });
    };
    child.stdout?.on('data', (chunk) => {
      said.stdout += chunk;
      settle(null);
    });
    child.stderr?.on('data', (chunk) => (said.stderr += chunk));
    child.once('close', (code) => settle(code ?? 0));
  });
}

const test = baseTest
  .extend('tree', async ({}, { onCleanup }) => {
    const tree = await temporaryFolder(onCleanup);
    await mkdir(join(tree, 'src/build'), { recursive: true });
    for (const name of ['start', 'nodeProcess', 'install', 'languages', 'lock', 'preview']) {
      await cp(join(root, `src/build/${name}.mjs`), join(tree, `src/build/${name}.mjs`));
    }
    await cp(join(root, 'package.json'), join(tree, 'package.json'));
    await cp(join(root, 'package-lock.json'), join(tree, 'package-lock.json'));
    await symlink(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction');
    await writeFile(join(tree, 'index.html'), '<p>new</p>');
    return tree;
  })
  .extend('start', ({ tree }, { onCleanup }) => {
    const children: ChildProcess[] = [];
    onCleanup(() => {
      for (const child of children) child.kill();
    });
    return () => {
      const child = spawn(process.execPath, [join(tree, 'src/build/start.mjs')], { cwd: tree });
      children.push(child);
      return started(child);
    };
  });

const shown = async ({ url }: Started): Promise<string> => (await fetch(url ?? '')).text();

async function writeFormerBuild(tree: string): Promise<void> {
  await mkdir(join(tree, 'dist'));
  await writeFile(join(tree, 'dist/index.html'), '<p>former</p>');
}

const breakPage = (tree: string): Promise<void> =>
  writeFile(join(tree, 'index.html'), '<script type="module" src="/missing.js"></script>');

test('builds and serves, in place of what was built before, on the next port when one is taken', async ({
  tree,
  start,
}) => {
  await writeFormerBuild(tree);
  await writeFile(join(tree, 'dist/stale.txt'), '');
  const first = await start();
  expect(await shown(first)).toContain('<p>new</p>');
  expect(await shown({ ...first, url: `${first.url}zh/` })).toContain('<p>new</p>');
  expect((await fetch(`${first.url}stale.txt`)).status).toBe(404);
  const second = await start();
  const [port = 0, nextPort = 0] = [first, second].map(({ url }) => Number(new URL(url ?? '').port));
  expect(port).toBeGreaterThanOrEqual(4173);
  expect(nextPort).toBeGreaterThan(port);
});

/** Makes a build take long to write, as a large page does. */
const slowDown = (tree: string): Promise<void> =>
  writeFile(
    join(tree, 'vite.config.js'),
    "export default { plugins: [{ name: 'slow', writeBundle: () => new Promise((done) => setTimeout(done, 1000)) }] };",
  );

test('builds and serves when several start at once', async ({ tree, start }) => {
  await writeFormerBuild(tree);
  await slowDown(tree);
  const pages = await Promise.all([start(), start(), start()]);
  expect(pages.map(({ stderr }) => stderr)).toEqual(['', '', '']);
  for (const page of pages) expect(await shown(page)).toContain('<p>new</p>');
  expect(await readdir(join(tree, 'build'))).toEqual([]);
});

test('serves the former build when the page cannot be built, and says why', async ({ tree, start }) => {
  await writeFormerBuild(tree);
  await breakPage(tree);
  const page = await start();
  expect(await shown(page)).toBe('<p>former</p>');
  expect(page.stderr).toMatch(/could not be rebuilt, so the one built before is served: .*missing\.js/s);
});

test('serves the former build where nothing can be written, and says why', async ({ tree, start }) => {
  await writeFormerBuild(tree);
  await writeFile(join(tree, 'build'), 'a file where a folder is wanted');
  const page = await start();
  expect(await shown(page)).toBe('<p>former</p>');
  expect(page.stderr).toMatch(/could not be rebuilt, so the one built before is served: E[A-Z]+/);
});

// The superuser may write everywhere.
test.skipIf(process.getuid?.() === 0)(
  'leaves a read-only build whole and serves it',
  async ({ tree, start }) => {
    await writeFormerBuild(tree);
    await chmod(join(tree, 'dist'), 0o555);
    const page = await start();
    expect(await shown(page)).toBe('<p>former</p>');
    expect(page.stderr).toContain('could not be rebuilt');
    await chmod(join(tree, 'dist'), 0o755);
  },
);

test('ends with a sentence when there is nothing to serve', async ({ tree, start }) => {
  await breakPage(tree);
  const { url, exitCode, stderr } = await start();
  expect(url).toBe(null);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /^The page could not be built, and there is none from before to serve: .*missing\.js/s,
  );
  expect(stderr).not.toContain('    at ');
  expect(await readFile(join(tree, 'index.html'), 'utf8')).toContain('missing.js');
});
