/** Writes `licences.txt` beside the built page: notices of all bundled packages. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ readonly name: string; readonly version: string; readonly licence: string; readonly text: string }} Notice */

export const noticesFile = 'licences.txt';

/**
 * The worker, built first, only collects.
 * @param {string} root
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
      // Bundles for Node are not shipped.
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
 * @returns {readonly string[]}
 */
function packageFoldersIn(moduleId) {
  const folder = /[^\0]*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(moduleId)?.[0];
  return folder === undefined ? [] : [folder];
}

/**
 * @param {string} folder
 * @returns {Notice}
 * @throws {Error} without a licence text
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
 * Licence files, or else a part of README or code.
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
 * Each distinct text once, below its packages.
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
