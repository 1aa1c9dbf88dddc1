/**
 * Builds the page in one language: English at the root, Chinese in a folder below.
 * Only the English page loads `public/language.js`, which redirects to the language chosen before or, at
 * first, the browser's. It stays if storage is unavailable and the reader comes back, or if the host answers
 * any address with this page.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const chineseMode = 'zh';

export const chineseFolder = 'zh';

// The article beside each page.
export const articleFolder = 'learn';

// Files of `public/` that the Chinese page needs; `language.js` is for the root alone.
const neededOfPublic = ['favicon.svg', 'theme.js'];

/**
 * @param {Readonly<Record<string, string>> & { readonly lang: string }} words for `{{name}}` in `index.html`
 * @param {boolean} leads to other languages
 * @returns {import('vite').Plugin}
 */
export function wordsOfPage(words, leads) {
  return {
    name: 'words-of-page',
    transformIndexHtml: {
      order: 'pre',
      handler: (html, { path }) =>
        // The article fills its own.
        path.startsWith(`/${articleFolder}/`)
          ? html
          : html
              .replace('<html lang="en">', `<html lang="${words.lang}">`)
              .replace(leads ? '' : /\s*<script src="\/language[.]js"><\/script>/, '')
              .replaceAll(/\{\{(\w+)\}\}/g, (_, name) => {
                const word = words[name];
                if (word === undefined)
                  throw new Error(`index.html asks for {{${name}}}, which no text has.`);
                return word;
              }),
    },
  };
}

/**
 * @param {string} language
 * @param {string} root
 */
export const textsOf = (language, root) =>
  ['catalogue.ts', 'parts/page.ts'].map((name) => ({
    find: `./en/${name}`,
    replacement: join(root, `src/text/${language}/${name}`),
  }));

/**
 * @param {string} root
 * @returns {import('vite').Plugin}
 */
export function chinesePage(root) {
  return {
    name: 'chinese-page',
    config: ({ build }, { command }) => ({
      resolve: { alias: textsOf(chineseMode, root) },
      build: {
        outDir: build?.outDir ?? join('dist', chineseFolder),
        copyPublicDir: command !== 'build',
      },
    }),
    async generateBundle() {
      for (const fileName of neededOfPublic) {
        const source = await readFile(join(root, 'public', fileName));
        this.emitFile({ type: 'asset', fileName, source });
      }
    },
  };
}
