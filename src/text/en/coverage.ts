/** English texts: the command that counts how often intervals hold what they promise. */
import { formatFixedPercent } from '../format.ts';

const decimal = (value: number): string => value.toFixed(4);

export const coverageText = {
  usage:
    "Usage: npm run coverage -- ['LINK'|FILE.json|PRESET] [--rival ple,mmoe] [--draws 240] [--backend wasm|cpu] [--workers N] [--json]",
  aRival: 'architectures, such as ple or ple,mmoe',
  drawsTrained: (done: number, total: number) => `${done} of ${total} draws trained`,
  replicasTrained: (draw: number, done: number, total: number) =>
    `draw ${draw}: ${done} of ${total} repetitions trained`,
  heading: (reference: string, rival: string) =>
    `${reference} against ${rival}: ln(loss of ${rival} / loss of ${reference}), mean over tasks`,
  population: (
    draw: number | null,
    shape: {
      readonly n: number;
      readonly mean: number;
      readonly deviation: number;
      readonly skewness: number;
      readonly excessKurtosis: number;
    },
  ) =>
    `  ${draw === null ? `${shape.n} draws` : `draw ${draw}, ${shape.n} repetitions`}: mean ${decimal(shape.mean)}, standard deviation ${decimal(shape.deviation)}, skewness ${shape.skewness.toFixed(1)}, excess kurtosis ${shape.excessKurtosis.toFixed(1)}`,
  overDraws: (name: string) => `${name}, over draws`,
  withinDraws: (name: string) => `${name}, within a draw`,
  withinDraw: (name: string, draw: number) => `${name}, within draw ${draw}`,
  row: (
    of: string,
    size: number,
    { share, error }: { readonly share: number; readonly error: number },
    counts: boolean,
  ) =>
    `${counts ? '*' : ' '} ${of}: the 95 % intervals of ${size} hold the mean of all in ${formatFixedPercent(share)} (± ${(100 * error).toFixed(2)} % Monte-Carlo standard error)`,
  result: (isSound: boolean, numResamples: number, seconds: number) =>
    `coverage: lines with an asterisk are ${isSound ? '' : 'NOT all '}within 93 to 97 %; ${numResamples.toLocaleString('en')} resamples each, with replacement; ${Math.round(seconds)} s in all`,
} as const;
