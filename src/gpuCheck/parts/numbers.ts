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

/** Errors that the standard of WGSL allows: of exp 3 + 2 |x| ulp; of log 3 ulp, or 2^-21 near 1. */
const isExpAllowed = (x: number, got: number) => ulps(got, Math.exp(x)) <= 3 + 2 * Math.abs(x);
const isLogAllowed = (x: number, got: number) =>
  x >= 0.5 && x <= 2 ? Math.abs(got - Math.log(x)) <= 2 ** -21 : ulps(got, Math.log(x)) <= 3;

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
  const table = expressions.map(([, said, expected], i): [string, string] => {
    const got = special[i] ?? Number.NaN;
    tally.note(Object.is(got, expected), said);
    const shown = Number(got.toPrecision(3));
    return [said, Object.is(got, expected) ? `${shown}` : `${shown} (IEEE 754: ${expected})`];
  });
  const exponents = Float32Array.from({ length: numArguments }, (_, i) => -20 + (40 * i) / numArguments);
  const powers = exponents.map((x) => 2 ** x);
  const exps = await runWgsl(device, exponents, numArguments, 'made[i] = exp(given[i]);');
  const logs = await runWgsl(device, powers, numArguments, 'made[i] = log(given[i]);');
  tally.note(
    exps.every((got, i) => isExpAllowed(exponents[i] ?? 0, got)),
    'exp',
  );
  tally.note(
    logs.every((got, i) => isLogAllowed(powers[i] ?? 0, got)),
    'log',
  );
  const worst = (values: Float32Array, exact: (i: number) => number) =>
    values.reduce((most, got, i) => Math.max(most, ulps(got, exact(i))), 0);
  const far = powers.map((x) => (x > 0.5 && x < 2 ? 0 : x));
  const figures = {
    expUlp: worst(exps, (i) => Math.exp(exponents[i] ?? 0)),
    // Near 1 the logarithm is near 0, where an ulp says little.
    logUlp: worst(
      logs.map((log, i) => (far[i] === 0 ? 0 : log)),
      (i) => (far[i] === 0 ? 0 : Math.log(far[i] ?? 1)),
    ),
  };
  return { ...tally.found(figures, 'differs'), table };
};
