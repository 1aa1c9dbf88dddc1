/**
 * Writes `sw.js` into a built page: the service worker, with the list of the files that it keeps. It knows folders, and of the
 * page only which files of `public/` it does not ask for.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { chineseFolder } from './languages.mjs';
import { standaloneFile } from './standalone.mjs';

const entry = fileURLToPath(new URL('../serviceWorker.ts', import.meta.url));
const serviceWorkerFile = 'sw.js';
/**
 * The page as one file is for those who take it with them; the README shows the pictures, and the list of releases is of use only where
 * they are; recorded results are for those who check a GPU. The page in another language keeps itself.
 */
const leftOut = [serviceWorkerFile, standaloneFile, 'picture.png', 'verdict.png', 'releases.json'];

/**
 * A plug-in for Vite that writes it after everything else.
 *
 * @returns {import('vite').Plugin}
 */
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

/** @param {string} folder absolute path of a built page, for whose files it is written anew */
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
      // Some hosts lead from index.html to its folder, and a page may not be opened with an answer that led elsewhere.
      path: name === 'index.html' ? './' : name,
      integrity: `sha256-${hash}`,
    });
  }
  return { version: whole.digest('hex').slice(0, 16), files };
}
