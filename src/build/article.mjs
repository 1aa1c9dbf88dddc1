/**
 * Builds the article beside the page it belongs to, in its folder `learn`: text and still pictures are written into the HTML, and the
 * page's worker and service worker serve both.
 */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createServer } from 'vite';
import { articleFolder, chineseArticleMode, chineseFolder, chineseMode } from './languages.mjs';
import { writeServiceWorker } from './serviceWorker.mjs';

/**
 * @param {string} root of the project
 * @param {string} mode
 * @returns {import('vite').Plugin}
 */
export function articlePages(root, mode) {
  const usual = join(root, 'dist', mode === chineseArticleMode ? chineseFolder : '', articleFolder);
  let outDir = usual;
  return {
    name: 'article-pages',
    config: ({ build }) => {
      outDir = build?.outDir ?? usual;
      return {
        root: join(root, 'app/learn'),
        publicDir: false,
        define: { __WORKER__: JSON.stringify(workerOf(dirname(outDir))) },
        build: { outDir, emptyOutDir: true },
      };
    },
    // Last, since nothing written here is for the bundler. The page's own service worker keeps the article as well.
    writeBundle: {
      order: 'post',
      sequential: true,
      handler: async () => {
        const { styles, pages } = await renderedArticle(root, mode);
        const template = await readFile(join(outDir, 'index.html'), 'utf8');
        for (const [name, words] of Object.entries(pages))
          await writeFile(join(outDir, name), filled(template, { ...words, head: headWith(styles.name) }));
        await writeFile(join(outDir, styles.name), styles.source);
        await writeServiceWorker(dirname(outDir));
      },
    },
  };
}

// Not in the template, where the bundler would look for these files.
/** @param {string} styles */
const headWith = (styles) =>
  `<link rel="icon" href="../favicon.svg" type="image/svg+xml" />
    <script src="../theme.js"></script>
    <link rel="stylesheet" href="./${styles}" />`;

/** @typedef {Readonly<Record<string, string>>} Words */

/**
 * @param {string} template
 * @param {Words} words for `{{name}}`
 */
const filled = (template, words) =>
  template
    .replace('<html lang="en">', `<html lang="${words['lang']}">`)
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name) => words[name] ?? '');

/** @param {string} page the folder of the built page */
function workerOf(page) {
  const worker = readdirSync(join(page, 'assets')).find((name) => /^worker-.*[.]js$/.test(name));
  if (worker === undefined) throw new Error(`There is no worker in ${page}: build the page first.`);
  return `../assets/${worker}`;
}

/**
 * @param {string} root
 * @param {string} mode
 * @returns {Promise<{ readonly pages: Readonly<Record<string, Words>>;
 *   readonly styles: { readonly name: string; readonly source: string } }>} pages by file name
 */
async function renderedArticle(root, mode) {
  const server = await createServer({
    configFile: join(root, 'vite.config.ts'),
    mode: mode === chineseArticleMode ? chineseMode : 'production',
    appType: 'custom',
    logLevel: 'warn',
    server: { middlewareMode: true, watch: null, ws: false },
    optimizeDeps: { noDiscovery: true, include: [] },
  });
  try {
    const { articleHtml, courseHtml } = await server.ssrLoadModule('/app/learn/prerender.tsx');
    /** @type {Map<string, string>} */
    const rules = new Map();
    const [article, course] = [articleHtml(), await courseHtml()].map((words) => ({
      ...words,
      body: withoutStyles(words.body, rules),
    }));
    const source = [...rules].map(([rule, name]) => `[data-s="${name}"]{${rule}}`).join('\n');
    const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8);
    return {
      pages: { 'index.html': article, 'course.html': course },
      styles: { name: `assets/stills-${hash}.css`, source },
    };
  } finally {
    await server.close();
  }
}

/**
 * The content security policy knows no `style` attributes, so they become rules of a style sheet.
 * @param {string} html
 * @param {Map<string, string>} rules to which new ones are added
 */
const withoutStyles = (html, rules) =>
  html.replaceAll(/ style="([^"]*)"/g, (_, /** @type {string} */ rule) => {
    if (!rules.has(rule)) rules.set(rule, rules.size.toString(36));
    return ` data-s="${rules.get(rule)}"`;
  });
