import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkOfAll, readLink } from '../../../../src/experiment/link/link.ts';
import { type Migration, migrateLink } from '../../../../src/experiment/link/migrations.ts';
import { CURRENT_VERSION, readVersion } from '../../../../src/experiment/versions.ts';
import { storedLinks } from './links.ts';
import { arbitraryExperimentOfVersion1, linkOfVersion1 } from './version1.ts';

const renamed =
  (from: string, to: string): Migration =>
  (parameters) =>
    new Map([...parameters].map(([key, written]) => [key === from ? to : key, written]));

/** A page that is at version 3: version 2 renamed `lr`, version 3 renamed it again and added a default. */
const migrations = new Map<number, Migration>([
  [1, renamed('lr', 'rate')],
  [2, (parameters) => new Map([['batch', '32'], ...renamed('rate', 'speed')(parameters)])],
]);

const migrate = (parameters: Record<string, string>) => {
  const problems: string[] = [];
  const report = (problem: string) => problems.push(problem);
  const migrated = migrateLink(new Map(Object.entries(parameters)), report, migrations, 3);
  return { parameters: Object.fromEntries(migrated.parameters), problems };
};

describe('migrateLink', () => {
  it('takes every step from the version of the link on', () => {
    expect(migrate({ v: '1', lr: '.1' })).toEqual({ parameters: { batch: '32', speed: '.1' }, problems: [] });
    expect(migrate({ v: '2', rate: '.1' })).toEqual({
      parameters: { batch: '32', speed: '.1' },
      problems: [],
    });
    expect(migrate({ v: '3', speed: '.1' })).toEqual({ parameters: { speed: '.1' }, problems: [] });
  });

  it('takes a link without a version as a current one', () => {
    expect(migrate({ speed: '.1' })).toEqual({ parameters: { speed: '.1' }, problems: [] });
  });

  it('opens what can be read of a newer one, with a notice', () => {
    const { parameters, problems } = migrate({ v: '4', speed: '.1' });
    expect(parameters).toEqual({ speed: '.1' });
    expect(problems).toEqual([expect.stringContaining('newer version')]);
  });
});

describe('a link of version 1', () => {
  it('opens as the experiment it was written of, whatever is a default today', () => {
    fc.assert(
      fc.property(arbitraryExperimentOfVersion1, (experiment) => {
        const link = linkOfVersion1(experiment);
        expect(readLink(link)).toMatchObject({ version: 1, problems: [], experiment });
        expect(readLink(linkOfAll(experiment))).toMatchObject({ version: 2, problems: [], experiment });
      }),
      { numRuns: 100 },
    );
  });

  it('is left alone where it says nothing', () => {
    const experiment = readLink('v=1').experiment;
    expect(linkOfVersion1(experiment)).toBe('v=1');
    const alone = { ...experiment, cards: [] };
    expect(linkOfVersion1(alone)).toBe('v=1&cards=none');
    expect(readLink('v=1&cards=none').experiment).toEqual(alone);
  });

  it('is never said to say what it does not', () => {
    for (const link of ['v=1&A=unknown', 'v=1&A', 'v=1&tasks=99', 'v=1&tasks=x', 'v=1&t9=noise:1'])
      expect(readLink(link).problems.join(), link).not.toMatch(/tower|noise:\.1|corr|unit|switch|redraw/);
  });
});

it('has a stored link for every version there has been', () => {
  const versions = new Set(storedLinks.map(({ version }) => version));
  expect([...versions].toSorted()).toEqual(Array.from({ length: CURRENT_VERSION }, (_, index) => index + 1));
});

it.each([0, -1, 1.5, 'one', null, Number.NaN])(
  'reads the version %s as the current one and says so',
  (given) => {
    const problems: string[] = [];
    expect(readVersion(given, (problem) => problems.push(problem))).toBe(CURRENT_VERSION);
    expect(problems).toEqual([expect.stringContaining('version')]);
  },
);
