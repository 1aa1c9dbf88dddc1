/** BibTeX of the software, with a run, and of the paper, from the text of CITATION.cff. */
import type { Fingerprint } from '../../analysis/fingerprint.ts';

interface Cited {
  /** Title of an article or a run; absent: the software alone. */
  readonly title?: string;
  readonly url: string;
  /** Digest of a run, or of several. */
  readonly fingerprint: Pick<Fingerprint, 'backend' | 'build' | 'hash'> | null;
}

/** Throws if `cff` lacks a line. */
export function bibtexOf(cff: string, { title, url, fingerprint }: Cited): string {
  const [software = '', paper = ''] = cff.split(/^references:$/m);
  const name = valueIn(software, 'title');
  const version = valueIn(software, 'version');
  const authors = [...paper.matchAll(/given-names: (.+)\n +family-names: (.+)/g)];
  const year = valueIn(paper, 'year');
  const digest = [fingerprint?.backend, fingerprint?.build, fingerprint?.hash].join('.');
  return [
    bibtexEntry(`software{${name.toLowerCase().replaceAll(' ', '-')}-${version}`, {
      title: protectedWords(title === undefined ? name : `${name}: ${title}`),
      author: protectedWords(valueIn(software, 'name')),
      version: escaped(version),
      year: escaped(valueIn(software, 'date-released').slice(0, 4)),
      url: escapedUrl(url),
      // English in every language: it stands beside other people's entries.
      ...(fingerprint !== null && { note: `Fingerprint of the run: ${escaped(digest)}` }),
    }),
    bibtexEntry(`inproceedings{${(authors[0]?.[2] ?? '').toLowerCase()}${year}`, {
      title: protectedWords(valueIn(paper, 'title')),
      author: authors.map(([, given = '', family = '']) => escaped(`${family}, ${given}`)).join(' and '),
      booktitle: escaped(valueIn(paper, 'collection-title')),
      year: escaped(year),
      doi: escaped(valueIn(paper, 'doi')),
      url: escapedUrl(valueIn(paper, 'url')),
    }),
  ].join('\n');
}

function valueIn(part: string, key: string): string {
  const value = new RegExp(`^[ -]*${key}: "?(.+?)"?$`, 'm').exec(part)?.[1];
  if (value === undefined) throw new Error(`CITATION.cff has no "${key}". Add the line "${key}: ...".`);
  return value;
}

const bibtexEntry = (head: string, fields: Readonly<Record<string, string>>): string =>
  [`@${head},`, ...Object.entries(fields).map(([key, value]) => `  ${key} = {${value}},`), '}\n'].join('\n');

// Styles write titles in small letters, and split the name of a group, unless in braces.
const protectedWords = (words: string): string => `{${escaped(words)}}`;

// BibTeX counts braces even behind a backslash.
const commands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '-': '-{}',
};

const escaped = (words: string): string =>
  words
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll(/[\\{}~^%&$#_]|-(?=-)/g, (character) => commands[character] ?? `\\${character}`);

const escapedUrl = (url: string): string =>
  url.replaceAll(/[\s\\{}]/g, (character) => encodeURIComponent(character));
