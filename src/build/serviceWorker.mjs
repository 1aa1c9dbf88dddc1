/** Writes `sw.js` into a built page: the service worker with its list of files to cache. */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { chineseFolder } from './languages.mjs';

const entry = fileURLToPath(new URL('../serviceWorker.ts', import.meta.url));
const serviceWorkerFile = 'sw.js';
// Files not needed offline. GPU results and the other language are excluded below.
const leftOut = [serviceWorkerFile, 'picture.png', 'verdict.png', 'article.png', 'schema/experiment.json'];

/** @returns {import('vite').Plugin} */
export function serviceWorkerForVite() {
  return {
    name: 'service-worker',
    apply: ({ build: options }, { command }) => command === 'build' && !options?.ssr,
    writeBundle: {
      order: 'post',
      sequential: true,
      handler: ({ dir }) => (dir === undefined ? undefined : writeServiceWorker(dir)),
    },
  };
}

/** @param {string} folder */
export async function writeServiceWorker(folder) {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { __BUILD__: JSON.stringify(await buildOf(folder)) },
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: entry, output: { format: 'iife', strict: true } },
    },
  });
  const outputs = Array.isArray(result) ? result : 'output' in result ? [result] : [];
  const [worker] = outputs.flatMap(({ output }) => output);
  if (worker?.type !== 'chunk') throw new Error(`No service worker was made of ${entry}.`);
  await writeFile(join(folder, serviceWorkerFile), worker.code);
}

/**
 * @param {string} folder
 * @returns {Promise<import('../offlineAnswers.ts').Build>}
 */
async function buildOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter(
      (name) =>
        !leftOut.includes(name) && !name.endsWith('.safetensors') && !name.startsWith(`${chineseFolder}/`),
    )
    .sort();
  const whole = createHash('sha256');
  const files = [];
  for (const name of names) {
    const content = await readFile(join(folder, name));
    whole.update(`${name} ${content.length} `).update(content);
    const hash = createHash('sha256').update(content).digest('base64');
    files.push({
      // Some hosts redirect index.html to its folder, and a redirected answer may not open a page.
      path: name.replace(/(^|\/)index[.]html$/, '$1') || './',
      integrity: `sha256-${hash}`,
    });
  }
  return { version: whole.digest('hex').slice(0, 16), files };
}
