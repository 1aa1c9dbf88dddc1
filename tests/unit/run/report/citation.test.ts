/** BibTeX says what CITATION.cff and package.json say, and no name breaks it. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { bibtexOf } from '../../../../src/run/report/citation.ts';
import { runJsonOf } from '../../../../src/run/report/runJson.ts';
import { evaluated, experimentOf } from '../evaluatedRuns.ts';

const rootFile = (name: string) => readFile(new URL(`../../../../${name}`, import.meta.url), 'utf8');
const cff = await rootFile('CITATION.cff');
const [packageJson, lock] = await Promise.all(
  ['package.json', 'package-lock.json'].map(async (name) => JSON.parse(await rootFile(name))),
);
const url = 'https://a.b/#v=2&app=0.2.0&tasks=2';

/** Fields of both entries, as BibTeX reads them: a value ends where its braces do. */
function fieldsOf(bibtex: string): readonly Readonly<Record<string, string>>[] {
  return bibtex.split(/^@/m).flatMap((entry) => {
    const lines = [...entry.matchAll(/^ {2}(\w+) = \{(.*)\},$/gm)];
    for (const [, , value = ''] of lines)
      expect(depthsOf(value)).toMatchObject({ end: 0, isNeverBelow: true });
    return entry === '' ? [] : [Object.fromEntries(lines.map(([, key = '', value = '']) => [key, value]))];
  });
}

function depthsOf(value: string) {
  let end = 0;
  let isNeverBelow = true;
  for (const character of value) {
    end += character === '{' ? 1 : character === '}' ? -1 : 0;
    isNeverBelow &&= end >= 0;
  }
  return { end, isNeverBelow };
}

it('names the release, its year and the paper as CITATION.cff does, and that as package.json', () => {
  const { title, version, license, authors, references, ...cited } = parse(cff);
  expect({ version, license }).toEqual({ version: packageJson.version, license: packageJson.license });
  expect([lock.version, lock.packages[''].version]).toEqual([version, version]);
  const [software, paper] = fieldsOf(bibtexOf(cff, { url, fingerprint: null }));
  const year = cited['date-released'].slice(0, 4);
  expect(software).toEqual({ title: `{${title}}`, author: `{${authors[0].name}}`, version, year, url });
  const { authors: people, 'collection-title': booktitle, doi, ...of } = references[0];
  expect(paper).toEqual({
    title: `{${of.title}}`,
    author: people
      .map((one: Readonly<Record<string, string>>) => `${one['family-names']}, ${one['given-names']}`)
      .join(' and '),
    booktitle,
    year: String(of.year),
    doi,
    url: of.url,
  });
});

it('holds whatever a title or an address holds, with balanced braces', () => {
  const [hostile] = fieldsOf(
    bibtexOf(cff, { title: 'a}{\\ },\n@b{c, # 5 % $x_1^2~&--', url: 'file:///a b{}}\\c', fingerprint: null }),
  );
  expect(hostile?.['url']).toBe('file:///a%20b%7B%7D%7D%5Cc');
  expect(hostile?.['title']).toBe(
    '{AdaTT Playground: a\\textbraceright{}\\textbraceleft{}\\textbackslash{} \\textbraceright{}, ' +
      '@b\\textbraceleft{}c, \\# 5 \\% \\$x\\_1\\textasciicircum{}2\\textasciitilde{}\\&-{}-}',
  );
});

it('carries the fingerprint that the results of the run begin with', () => {
  const run = evaluated(experimentOf(['adattSp', 'ple']), { losses: { B: 1.2 } });
  const [software] = fieldsOf(bibtexOf(cff, { url, fingerprint: run.fingerprint }));
  const digest = software?.['note']?.replaceAll('\\', '').replaceAll('{}', '').split(' ').at(-1) ?? '';
  expect(digest).toContain(run.fingerprint?.hash);
  expect(runJsonOf(run).fingerprint?.startsWith(`${digest}.`)).toBe(true);
});

it('names a line that CITATION.cff lacks', () => {
  expect(() => bibtexOf(cff.replace(/^ +doi: .*\n/m, ''), { url, fingerprint: null })).toThrow(
    /has no "doi"/,
  );
});
