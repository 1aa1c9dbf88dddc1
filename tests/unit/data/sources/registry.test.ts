import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/core/errors.ts';
import { dataSourceOf, dataSources } from '../../../../src/data/sources/registry.ts';
import { sourceInfos } from '../../../../src/data/sources/sources.ts';

describe('dataSourceOf', () => {
  it('finds every source by its id', async () => {
    for (const { id } of dataSources) expect(await dataSourceOf(id)).toMatchObject({ id });
  });

  it('names an unknown id and the known ones', async () => {
    await expect(dataSourceOf('nonsense')).rejects.toThrow(UserError);
    await expect(dataSourceOf('nonsense')).rejects.toThrow(/nonsense.*synthetic/);
  });
});

describe('sourceInfos', () => {
  it('lists the same sources in the same order, for those who make no rows', () => {
    expect(sourceInfos.map(({ id }) => id)).toEqual(dataSources.map(({ id }) => id));
  });
});
