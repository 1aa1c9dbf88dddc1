/** Writes the page as one HTML file that runs from disk without a server, under a policy of script hashes. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { chineseMode } from './languages.mjs';

export const standaloneMode = 'standalone';
export const chineseStandaloneMode = `${chineseMode}-${standaloneMode}`;

/** @param {string} mode of Vite */
export const isStandaloneMode = (mode) => mode === standaloneMode || mode === chineseStandaloneMode;

export const standaloneFile = 'standalone.html';

// Element for a visitor's data as JSON, found by its id.
const keptElement = '<script type="application/json" id="kept">null</script>';

// Browsers load no modules from disk, so workers become classic scripts.
const classicWorkers = `self.Worker = class extends Worker {
  constructor(address, options) {
    super(address, { ...options, type: 'classic' });
  }
};`;

// Workers carry the binaries, which they cannot request from a page on disk.
const addresses = `(() => {
  const known = new Map();
  const parts = () => [...document.querySelectorAll('script[data-part]')];
  const binaries = () =>
    parts()
      .filter(({ type }) => type === 'application/wasm')
      .map(({ dataset, type, textContent }) => [dataset.part, 'data:' + type + ';base64,' + textContent]);
  const start = () =>
    ${JSON.stringify(`${classicWorkers}
`)} +
    'self.addressOfPart = (name) => (' + JSON.stringify(Object.fromEntries(binaries())) + ')[name];\\n';
  self.addressOfPart = (name) => {
    const part = parts().find(({ dataset }) => dataset.part === name);
    if (!known.has(name) && part !== undefined)
      known.set(name, URL.createObjectURL(new Blob([start(), part.textContent], { type: 'text/javascript' })));
    return known.get(name);
  };
})();`;

/** @param {readonly string[]} hashes */
const policyOf = (hashes) =>
  [
    "default-src 'none'",
    `script-src ${hashes.join(' ')} 'wasm-unsafe-eval'`,
    'worker-src blob:',
    `style-src ${hashes.join(' ')}`,
    'img-src blob: data:',
    'connect-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** @param {string} content */
const hashOf = (content) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

/**
 * These signs occur only in strings and patterns, where the backslash is harmless.
 * @param {string} code
 */
const inElement = (code) => code.replaceAll(/<(?=\/script|script)/gi, '\\x3C').replaceAll('<!--', '\\x3C!--');

/**
 * @typedef {import('vite').Rolldown.OutputBundle} Bundle
 * @typedef {Bundle[string]} Output
 */

/** @param {Output} output */
const contentOf = (output) =>
  output.type === 'chunk' ? output.code : Buffer.from(output.source).toString('utf8');

/**
 * @param {string} root
 * @returns {import('vite').Plugin}
 */
export function standalonePage(root) {
  return {
    name: 'standalone-page',
    enforce: 'post',
    config: () => ({
      experimental: {
        renderBuiltUrl: (name, { hostType }) =>
          hostType === 'js'
            ? { runtime: `self.addressOfPart(${JSON.stringify(basename(name))})` }
            : undefined,
      },
      build: { emptyOutDir: false, copyPublicDir: false, cssCodeSplit: false },
    }),
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const source = await fileOf(bundle, root);
        for (const name of Object.keys(bundle)) delete bundle[name];
        this.emitFile({ type: 'asset', fileName: standaloneFile, source });
      },
    },
  };
}

/**
 * @param {Bundle} bundle
 * @param {string} root
 */
async function fileOf(bundle, root) {
  const outputs = Object.values(bundle);
  const page = outputs.find(({ fileName }) => fileName === 'index.html');
  const entry = outputs.find((output) => output.type === 'chunk' && output.isEntry);
  if (page === undefined || entry === undefined) throw new Error('The build has no page.');
  const theme = await readFile(join(root, 'public/theme.js'), 'utf8');
  const icon = await readFile(join(root, 'public/favicon.svg'));
  const styles = outputs.filter(({ fileName }) => fileName.endsWith('.css')).map(contentOf);
  const code = inElement(contentOf(entry));
  const parts = outputs
    .filter((output) => output !== entry && /\.(js|wasm)$/.test(output.fileName))
    .map(partOf);
  const style = styles.join('\n');
  const start = `${classicWorkers}\n${addresses}`;
  const hashes = [theme, start, code, style].map(hashOf);
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${policyOf(hashes)}" />`,
    `<link rel="icon" href="data:image/svg+xml;base64,${icon.toString('base64')}" />`,
    `<style>${style}</style>`,
    `<script>${theme}</script>`,
    `<script>${start}</script>`,
    keptElement,
    ...parts,
  ];
  return contentOf(page)
    .replaceAll(/\s*<(?:link|script)[^>]*\s(?:href|src)="[.][^>]*>(?:<\/script>)?/g, '')
    .replace('<meta charset="utf-8" />', (charset) => [charset, ...head].join('\n    '))
    .replace('</body>', () => `  <script type="module">${code}</script>\n  </body>`);
}

/** @param {Output} output */
function partOf(output) {
  const name = basename(output.fileName);
  if (!name.endsWith('.wasm'))
    return `<script type="text/plain" data-part="${name}">${inElement(contentOf(output))}</script>`;
  const { source } = /** @type {import('vite').Rolldown.OutputAsset} */ (output);
  return `<script type="application/wasm" data-part="${name}">${Buffer.from(source).toString('base64')}</script>`;
}
