/**
 * Writes `licences.txt` beside the built page: the notices of every package whose code is in the page or in its worker. It
 * knows bundles and packages, and no source file.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ readonly name: string; readonly version: string; readonly licence: string; readonly text: string }} Notice */

export const noticesFile = 'licences.txt';

/**
 * Two plugins for one build: the worker's collects, the page's collects and writes. Workers are built before the page is
 * written.
 *
 * @param {string} root absolute path of the folder with our own package.json, which comes first
 * @returns {{ readonly inWorker: import('vite').Plugin; readonly inPage: import('vite').Plugin }}
 */
export function licenceNotices(root) {
  /** @type {Set<string>} */
  const folders = new Set();
  /** @param {import('vite').Rolldown.OutputBundle} bundle */
  const collect = (bundle) => {
    for (const output of Object.values(bundle)) {
      if (output.type === 'chunk')
        for (const folder of output.moduleIds.flatMap(packageFoldersIn)) folders.add(folder);
    }
  };
  return {
    inWorker: { name: 'licences-in-worker', apply: 'build', generateBundle: (_, bundle) => collect(bundle) },
    inPage: {
      name: 'licences-in-page',
      // A bundle for Node is run and not shipped.
      apply: ({ build }, { command }) => command === 'build' && !build?.ssr,
      generateBundle(_, bundle) {
        collect(bundle);
        const own = existsSync(join(root, 'LICENSE')) ? [root] : [];
        const source = noticesText([...own, ...[...folders].sort()].map(noticeOf));
        this.emitFile({ type: 'asset', fileName: noticesFile, source });
      },
    },
  };
}

/**
 * @param {string} moduleId
 * @returns {readonly string[]} the folder of the package that the module is of, or nothing for our own
 */
function packageFoldersIn(moduleId) {
  const folder = /[^\0]*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(moduleId)?.[0];
  return folder === undefined ? [] : [folder];
}

/**
 * @param {string} folder of a package
 * @returns {Notice}
 * @throws {Error} when the package says nothing about its licence
 */
export function noticeOf(folder) {
  const { name, version, license, main = 'index.js' } = JSON.parse(read(join(folder, 'package.json')));
  const text = textOf(folder, main);
  if (text !== null) return { name, version, licence: license, text };
  throw new Error(
    `The package ${name} has no licence text. Find it, and teach licenceNotices.mjs where it is.`,
  );
}

/**
 * The licence files of a package; where there are none, what it says at the end of its README or at the head of its code.
 *
 * @param {string} folder
 * @param {string} main
 */
function textOf(folder, main) {
  const names = readdirSync(folder).sort();
  const files = names.filter((name) => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(name));
  if (files.length > 0) return files.map((name) => read(join(folder, name)).trim()).join('\n\n');
  const readme = names.find((name) => /^readme/i.test(name));
  const section = readme && /^[# ]*licen[cs]e\b.*copyright.*/ims.exec(read(join(folder, readme)))?.[0];
  return section?.trim() ?? /\/\*[*!]\s+\* @license.*?\*\//s.exec(read(join(folder, main)))?.[0] ?? null;
}

/** @param {string} file */
const read = (file) => readFileSync(file, 'utf8').replaceAll('\r\n', '\n');

/**
 * A list of all packages, then each text once, under the packages it is of.
 *
 * @param {readonly Notice[]} notices
 */
export function noticesText(notices) {
  /** @type {Map<string, string[]>} */
  const titlesByText = new Map();
  for (const notice of notices)
    titlesByText.set(notice.text, [...(titlesByText.get(notice.text) ?? []), titleOf(notice)]);
  const blocks = [...titlesByText].map(([text, titles]) => `${titles.join('\n')}\n\n${text}`);
  return `${[notices.map(titleOf).join('\n'), ...blocks].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** @param {Notice} notice */
const titleOf = ({ name, version, licence }) => `${name} ${version} (${licence})`;
