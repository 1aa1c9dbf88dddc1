/**
 * Builds the article beside the page it belongs to, in its folder `learn`: text and still pictures are written into the HTML, and the
 * page's worker and service worker serve both.
 */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'vite';
import { chineseFolder, chineseMode } from './languages.mjs';
import { writeServiceWorker } from './serviceWorker.mjs';

const articleMode = 'learn';
export const chineseArticleMode = `${chineseMode}-${articleMode}`;

/** @param {string} mode of Vite */
export const isArticleMode = (mode) => mode === articleMode || mode === chineseArticleMode;

const pages = ['index', 'course'];

/**
 * @param {string} root of the project
 * @param {string} mode
 * @returns {import('vite').Plugin}
 */
export function articlePages(root, mode) {
  const page = join(root, 'dist', ...(mode === chineseArticleMode ? [chineseFolder] : []));
  const source = join(root, 'app/learn');
  /** @type {Promise<Rendered> | undefined} */
  let rendered;
  return {
    name: 'article-pages',
    config: () => ({
      root: source,
      publicDir: false,
      define: { __WORKER__: JSON.stringify(workerOf(page)) },
      build: {
        outDir: join(page, 'learn'),
        emptyOutDir: true,
        rolldownOptions: {
          input: Object.fromEntries(pages.map((name) => [name, join(source, `${name}.html`)])),
        },
      },
    }),
    transformIndexHtml: {
      // Last, since nothing written here is for the bundler.
      order: 'post',
      handler: async (html, { filename }) => {
        rendered ??= renderedArticle(root, mode);
        const { styles, article, course } = await rendered;
        const head = `<link rel="icon" href="../favicon.svg" type="image/svg+xml" />
    <script src="../theme.js"></script>
    <link rel="stylesheet" href="./${styles.fileName}" />`;
        /** @type {Words} */
        const words = { ...(filename.endsWith('course.html') ? course : article), head };
        return html
          .replace('<html lang="en">', `<html lang="${words['lang']}">`)
          .replaceAll(/\{\{(\w+)\}\}/g, (_, name) => words[name] ?? '');
      },
    },
    async generateBundle() {
      rendered ??= renderedArticle(root, mode);
      this.emitFile({ type: 'asset', ...(await rendered).styles });
    },
    // The page's own service worker keeps the article as well.
    writeBundle: { order: 'post', sequential: true, handler: () => writeServiceWorker(page) },
  };
}

/** @param {string} page the folder of the built page */
function workerOf(page) {
  const worker = readdirSync(join(page, 'assets')).find((name) => /^worker-.*[.]js$/.test(name));
  if (worker === undefined) throw new Error(`There is no worker in ${page}: build the page first.`);
  return `../assets/${worker}`;
}

/**
 * @typedef {Readonly<Record<string, string>>} Words
 * @typedef {{ readonly article: Words; readonly course: Words;
 *   readonly styles: { readonly fileName: string; readonly source: string } }} Rendered
 */

/**
 * @param {string} root
 * @param {string} mode
 * @returns {Promise<Rendered>}
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
    return { article, course, styles: { fileName: `assets/stills-${hash}.css`, source } };
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
