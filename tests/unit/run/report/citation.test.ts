/** BibTeX says what CITATION.cff and package.json say, and no name breaks it. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { bibtexOf } from '../../../../src/run/report/citation.ts';

const [cff = '', packageJson = '', lock = ''] = await Promise.all(
  ['CITATION.cff', 'package.json', 'package-lock.json'].map((name) =>
    readFile(new URL(`../../../../${name}`, import.meta.url), 'utf8'),
  ),
);
const url = 'https://a.b/#v=2&app=0.2.0&tasks=2';

const entriesOf = (bibtex: string) =>
  bibtex.split(/^@/m).map((entry) => {
    const fields = [...entry.matchAll(/^ {2}(\w+) = \{(.*)\},$/gm)];
    return Object.fromEntries(fields.map(([, key = '', value = '']) => [key, value]));
  });

it('names release and paper as CITATION.cff does, which agrees with package.json', () => {
  const { title, version, license, authors, references, ...cited } = parse(cff);
  expect(JSON.parse(packageJson)).toMatchObject({ version, license });
  expect(JSON.parse(lock)).toMatchObject({ version, packages: { '': { version, license } } });
  const [, software, paper] = entriesOf(bibtexOf(cff, { url, fingerprint: null }));
  const year = cited['date-released'].slice(0, 4);
  expect(software).toEqual({ title: `{${title}}`, author: `{${authors[0].name}}`, version, year, url });
  const { type: _, authors: people, 'collection-title': booktitle, ...of } = references[0];
  const names = people.map((one: Record<string, string>) => `${one['family-names']}, ${one['given-names']}`);
  const written = { title: `{${of.title}}`, author: names.join(' and '), booktitle, year: `${of.year}` };
  expect(paper).toEqual({ ...of, ...written });
  const without = cff.replace(/^ +doi: .*\n/m, '');
  expect(() => bibtexOf(without, { url, fingerprint: null })).toThrow(/has no "doi"/);
});

it('holds whatever a title or an address holds, with balanced braces', () => {
  const hostile = { title: 'a}{\\ },\n@b{c, # 5 % $x_1^2~&--', url: 'file:///a b{}}\\c', fingerprint: null };
  const [, software] = entriesOf(bibtexOf(cff, hostile));
  expect(software?.['url']).toBe('file:///a%20b%7B%7D%7D%5Cc');
  expect(software?.['title']).toBe(
    '{AdaTT Playground: a\\textbraceright{}\\textbraceleft{}\\textbackslash{} \\textbraceright{}, ' +
      '@b\\textbraceleft{}c, \\# 5 \\% \\$x\\_1\\textasciicircum{}2\\textasciitilde{}\\&-{}-}',
  );
});
