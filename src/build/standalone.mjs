/**
 * Writes the page as one HTML file, `standalone.html`, with its scripts, workers, styles and binaries inside: it works from a disk, without a
 * server, under a policy of its own that names its scripts by their hashes. It knows bundles, and no source file.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { chineseMode } from './languages.mjs';

/** Builds with these modes of Vite make the one file, beside the page in the same language. */
export const standaloneMode = 'standalone';
export const chineseStandaloneMode = `${chineseMode}-${standaloneMode}`;

/** @param {string} mode of Vite */
export const isStandaloneMode = (mode) => mode === standaloneMode || mode === chineseStandaloneMode;

export const standaloneFile = 'standalone.html';

/** The element that holds what a visitor has the file keep, as JSON; the page knows it by this id. */
const keptElement = '<script type="application/json" id="kept">null</script>';

/** Starts workers as scripts of the classic kind, since browsers take no modules from a disk. Runs before all else, in workers too. */
const classicWorkers = `self.Worker = class extends Worker {
  constructor(address, options) {
    super(address, { ...options, type: 'classic' });
  }
};`;

/**
 * Gives the addresses of parts, made of the elements that hold them when they are first wanted. Binaries travel with the workers: from a
 * disk these cannot ask the page for them.
 */
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

/** @param {readonly string[]} hashes of the scripts and styles in the file */
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
 * Code as it may stand in a script element: these signs stand in texts and patterns alone, where the backslash changes nothing.
 *
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
 * Everything that makes a build the one file.
 *
 * @param {string} root absolute path of the project
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
