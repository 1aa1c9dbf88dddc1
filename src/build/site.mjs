/**
 * Adds a release to the site: `node src/build/site.mjs SITE_FOLDER [TAG]` copies dist to `v<version>/` and
 * the newest release to the root.
 */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @param {string} site
 * @param {string} dist
 * @param {string} version such as `0.2.0`
 * @returns {Promise<readonly string[]>} newest first
 * @throws {Error} for another form of version, or without a built page
 */
async function addRelease(site, dist, version) {
  if (!isRelease(version)) throw new Error(`A release is three numbers such as 0.2.0, but got ${version}.`);
  const names = await namesIn(dist);
  if (!names.includes('index.html'))
    throw new Error(`There is no page in ${dist}. Run "npm run build" first.`);
  await mkdir(site, { recursive: true });
  const former = await releasesIn(site);
  // The newest release's files in the root; anything else there is not ours.
  const replaced = former[0] === undefined ? [] : await namesIn(folderOf(site, former[0]));
  for (const name of replaced) await rm(join(site, name), { recursive: true, force: true });
  await rm(folderOf(site, version), { recursive: true, force: true });
  await cp(dist, folderOf(site, version), { recursive: true });
  const releases = await releasesIn(site);
  await cp(folderOf(site, releases[0] ?? version), site, { recursive: true });
  // GitHub Pages serves the folder unchanged.
  await writeFile(join(site, '.nojekyll'), '');
  return releases;
}

/** @param {string} version */
const isRelease = (version) => /^(0|[1-9]\d*)([.](0|[1-9]\d*)){2}$/.test(version);

/**
 * @param {string} site
 * @param {string} version
 */
const folderOf = (site, version) => join(site, `v${version}`);

/** @param {string} folder */
const namesIn = (folder) => readdir(folder).catch(() => /** @type {string[]} */ ([]));

/**
 * @param {string} site
 * @returns {Promise<readonly string[]>} newest first
 */
async function releasesIn(site) {
  const names = await namesIn(site);
  const versions = names.filter((name) => name.startsWith('v')).map((name) => name.slice(1));
  return versions.filter(isRelease).sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
}

const [site, tag] = process.argv.slice(2);
if (site === undefined) throw new Error('Usage: node src/build/site.mjs SITE_FOLDER [TAG]');
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
if (tag !== undefined && tag !== `v${version}`)
  throw new Error(`The tag is ${tag}, but package.json says ${version}.`);
const releases = await addRelease(site, join(root, 'dist'), version);
process.stdout.write(`${releases.join('\n')}\n`);
