import { describe, expect, it } from 'vitest';
import { initialTensor } from '../../../src/core/init.ts';
import { digestOf } from '../data/digest.ts';

const spec = { name: 'mtl_arch.experts.0.1.mlp_net.0.weight', shape: [16, 32], initBound: 1 / Math.sqrt(32) };

describe('initialTensor', () => {
  it('is the same bytes on every machine', async () => {
    expect(await digestOf(initialTensor(spec, { seed: 1, replica: 0 }))).toMatchInlineSnapshot(
      `"23a8074739a821e14c2dd4e96ec1a9688329eb90995fe564e8451dd90da36ec7"`,
    );
  });

  it('fills the shape with values spread over plus or minus the bound', () => {
    const values = initialTensor(spec, { seed: 1, replica: 0 });
    expect(values.length).toBe(16 * 32);
    expect(Math.max(...values)).toBeLessThanOrEqual(Math.fround(spec.initBound));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-Math.fround(spec.initBound));
    expect(Math.max(...values)).toBeGreaterThan(0.97 * spec.initBound);
    expect(Math.min(...values)).toBeLessThan(-0.97 * spec.initBound);
  });

  it('differs by name, seed, replica and offset', () => {
    const variants = [
      initialTensor(spec, { seed: 1, replica: 0 }),
      initialTensor({ ...spec, name: 'mtl_arch.experts.0.2.mlp_net.0.weight' }, { seed: 1, replica: 0 }),
      initialTensor(spec, { seed: 2, replica: 0 }),
      initialTensor(spec, { seed: 1, replica: 1 }),
      initialTensor(spec, { seed: 1, replica: 0, initialSeedOffset: 1 }),
    ];
    expect(new Set(variants.map((values) => values.join())).size).toBe(variants.length);
  });

  it('takes offset 0 as none', () => {
    const plain = initialTensor(spec, { seed: 1, replica: 0 });
    expect(initialTensor(spec, { seed: 1, replica: 0, initialSeedOffset: 0 })).toEqual(plain);
  });

  it('fills a shape without values', () => {
    expect(initialTensor({ ...spec, shape: [0, 3] }, { seed: 1, replica: 0 }).length).toBe(0);
  });
});
