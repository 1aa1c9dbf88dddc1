import { expect, it } from 'vitest';
import { parseArguments } from '../../bench/arguments.ts';
import { planOf } from '../../bench/plan.ts';

it('measures everything by default', () => {
  expect(parseArguments([])).toEqual({
    json: false,
    backends: ['wasm', 'webgpu'],
    configs: ['reference', 'small', 'large'],
  });
});

it('can be narrowed down', () => {
  const parsed = parseArguments(['--json', '--backend', 'wasm', '--config', 'small']);
  expect(parsed).toEqual({ json: true, backends: ['wasm'], configs: ['small'] });
  if (typeof parsed === 'string') throw new Error('These arguments make sense.');
  expect(planOf(parsed).every(({ job }) => job.backend === 'wasm')).toBe(true);
});

it.each([['--backend'], ['--backend', 'cpu'], ['--config', 'huge'], ['--fast']])(
  'explains itself: %s %s',
  (...argv) => {
    expect(parseArguments(argv)).toContain('npm run bench');
  },
);
