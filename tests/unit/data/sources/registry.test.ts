import { describe, expect, it } from 'vitest';
import { dataSources } from '../../../../src/data/sources/registry.ts';
import { sourceInfos } from '../../../../src/data/sources/sources.ts';

describe('sourceInfos', () => {
  it('lists the same sources in the same order, for those who make no rows', () => {
    expect(sourceInfos.map(({ id }) => id)).toEqual(dataSources.map(({ id }) => id));
  });
});
