/** Writes the article into its page of the build, in the folder `learn`: text and still pictures become HTML. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createServer } from 'vite';
import { articleFolder } from './languages.mjs';

/**
 * @param {string} root of the project
 * @param {string} mode
 * @returns {import('vite').Plugin}
 */
export function articlePages(root, mode) {
  return {
    name: 'article-pages',
    apply: 'build',
    // Last, since nothing written here is for the bundler; the service worker comes after it.
    writeBundle: {
      order: 'post',
      sequential: true,
      handler: async ({ dir = '' }) => {
        const folder = join(dir, articleFolder);
        const { styles, pages } = await renderedArticle(root, mode);
        const template = await readFile(join(folder, 'index.html'), 'utf8');
        for (const [name, words] of Object.entries(pages))
          await writeFile(join(folder, name), filled(template, { ...words, head: headWith(styles.name) }));
        await writeFile(join(folder, styles.name), styles.source);
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

/**
 * @param {string} root
 * @param {string} mode
 * @returns {Promise<{ readonly pages: Readonly<Record<string, Words>>;
 *   readonly styles: { readonly name: string; readonly source: string } }>} pages by file name
 */
async function renderedArticle(root, mode) {
  const server = await createServer({
    configFile: join(root, 'vite.config.ts'),
    mode,
    appType: 'custom',
    logLevel: 'warn',
    server: { middlewareMode: true, watch: null, ws: false },
    optimizeDeps: { noDiscovery: true, include: [] },
  });
  try {
    const { articleHtml, courseHtml, pictureStyles } = await server.ssrLoadModule('/app/learn/prerender.tsx');
    /** @type {Map<string, string>} */
    const rules = new Map();
    const [article, course] = [articleHtml(), await courseHtml()].map((words) => ({
      ...words,
      body: withoutStyles(words.body, rules),
    }));
    const source = [
      ...pictureStyles,
      ...[...rules].map(([rule, name]) => `[data-s="${name}"]{${rule}}`),
    ].join('\n');
    const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8);
    return {
      pages: { 'index.html': article, 'course.html': course },
      styles: { name: `stills-${hash}.css`, source },
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
