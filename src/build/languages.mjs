/**
 * Builds the page in one language: the words that a browser reads before the page runs, the catalogue of texts, and the files beside it.
 * The English page lies at the root of the built folder, the Chinese one in a folder below, each whole by itself.
 *
 * The English page alone asks for `public/language.js`, since the address of another language is a choice. It leads to the language chosen
 * in the page before, or at a first visit to the one the browser prefers, and keeps that as the choice. It stays where storage is closed
 * and the reader comes back from there, and where a host answers with this page for any address.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The language of a build is Vite's mode; any mode but this one is English. */
export const chineseMode = 'zh';

/** The folder of the Chinese page below that of the English one. */
export const chineseFolder = 'zh';

/** Files of `public/` that the page asks for in any language. The one that follows the browser's language is for the root alone. */
const neededOfPublic = ['favicon.svg', 'theme.js'];

/**
 * @param {Readonly<Record<string, string>> & { readonly lang: string }} words that `index.html` names as `{{name}}`
 * @param {boolean} leads to another language, which a page does that has others below it
 * @returns {import('vite').Plugin}
 */
export function wordsOfPage(words, leads) {
  return {
    name: 'words-of-page',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        html
          .replace('<html lang="en">', `<html lang="${words.lang}">`)
          .replace(leads ? '' : /\s*<script src="\/language[.]js"><\/script>/, '')
          .replaceAll(/\{\{(\w+)\}\}/g, (_, name) => {
            const word = words[name];
            if (word === undefined) throw new Error(`index.html asks for {{${name}}}, which no text has.`);
            return word;
          }),
    },
  };
}

/**
 * The aliases by which every reader of the catalogue, and of the sign after a share, gets that of another language.
 *
 * @param {string} language
 * @param {string} root absolute path of the project
 */
export const textsOf = (language, root) =>
  ['catalogue.ts', 'parts/page.ts'].map((name) => ({
    find: `./en/${name}`,
    replacement: join(root, `src/text/${language}/${name}`),
  }));

/**
 * Everything else that makes a build Chinese.
 *
 * @param {string} root absolute path of the project
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
