/** Tables of what the GPU makes of numbers that are none, and how exactly it computes exponentials and logarithms. */
import { type CheckPart, createTally } from '../checking.ts';
import { runWgsl } from '../runWgsl.ts';

/** Expressions of values that no compiler knows: `x` is NaN, `y` infinity, `z` zero, `one` 1; and what IEEE 754 gives. */
const expressions: readonly (readonly [wgsl: string, said: string, expected: number])[] = [
  ['y - y', 'inf - inf', Number.NaN],
  ['z * y', '0 * inf', Number.NaN],
  ['select(0.0, 1.0, x == x)', 'NaN == NaN', 0],
  ['select(0.0, 1.0, x != x)', 'NaN != NaN', 1],
  ['select(0.0, 1.0, x < one)', 'NaN < 1', 0],
  ['select(0.0, 1.0, x <= z)', 'NaN <= 0', 0],
  ['max(x, one)', 'max(NaN, 1)', 1],
  ['exp(x)', 'exp(NaN)', Number.NaN],
  ['exp(y)', 'exp(inf)', Number.POSITIVE_INFINITY],
  ['exp(-y)', 'exp(-inf)', 0],
  ['log(z)', 'log(0)', Number.NEGATIVE_INFINITY],
  ['one / z', '1 / 0', Number.POSITIVE_INFINITY],
];

const numArguments = 4096;

/** Units in the last place between a number and what it stands for. */
function ulps(got: number, exact: number): number {
  const magnitude = Math.max(Math.abs(exact), 2 ** -126);
  return Math.abs(got - exact) / 2 ** (Math.floor(Math.log2(magnitude)) - 23);
}

/** True where the standard of WGSL allows logarithms an absolute error of 2^-21; elsewhere it allows 3 ulp, and exp(x) 3 + 2 |x|. */
const isNearOne = (x: number): boolean => x >= 0.5 && x <= 2;

/** Differences are told, and none is wrong: nothing is decided by what a GPU makes of such numbers. */
export const checkNumbers: CheckPart = async ({ open, device: deviceNow }) => {
  await open('webgpu');
  const device = deviceNow();
  const special = await runWgsl(
    device,
    Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, 0, 1),
    expressions.length,
    `
    let x = given[0]; let y = given[1]; let z = given[2]; let one = given[3];
    ${expressions.map(([wgsl], i) => `if (i == ${i}u) { made[i] = ${wgsl}; }`).join('\n')}`,
  );
  const tally = createTally();
  const table: [string, string][] = [];
  for (const [i, [, said, expected]] of expressions.entries()) {
    const got = special[i] ?? Number.NaN;
    tally.note(Object.is(got, expected), null);
    if (!Object.is(got, expected))
      table.push([said, `${Number(got.toPrecision(3))} (IEEE 754: ${expected})`]);
  }
  const exponents = Float32Array.from({ length: numArguments }, (_, i) => -20 + (40 * i) / numArguments);
  const powers = exponents.map((x) => 2 ** x);
  const exps = await runWgsl(device, exponents, numArguments, 'made[i] = exp(given[i]);');
  const logs = await runWgsl(device, powers, numArguments, 'made[i] = log(given[i]);');
  const expErrors = exps.map((got, i) => ulps(got, Math.exp(exponents[i] ?? 0)));
  // Near 1 the logarithm is near 0, where an ulp says little.
  const logErrors = logs.map((got, i) =>
    isNearOne(powers[i] ?? 0) ? 0 : ulps(got, Math.log(powers[i] ?? 0)),
  );
  tally.note(
    expErrors.every((error, i) => error <= 3 + 2 * Math.abs(exponents[i] ?? 0)),
    'exp',
  );
  tally.note(
    logErrors.every((error) => error <= 3) &&
      logs.every(
        (got, i) => !isNearOne(powers[i] ?? 0) || Math.abs(got - Math.log(powers[i] ?? 0)) <= 2 ** -21,
      ),
    'log',
  );
  const largest = (errors: Float32Array) => errors.reduce((most, error) => Math.max(most, error), 0);
  return { ...tally.found({ expUlp: largest(expErrors), logUlp: largest(logErrors) }, 'differs'), table };
};
