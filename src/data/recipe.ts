/**
 * Draws the constants that make synthetic targets non-linear: Ma et al., MMoE, KDD 2018, section 3.2 (*rough*, its figure 2), and Tang et
 * al., PLE, RecSys 2020 (*smooth*).
 */
import { createStream } from '../core/random.ts';
import { ofDraw } from './randomisation.ts';

/** y = s + sum over k of sin(frequency_k s + phase_k), with s = w . x and |w| = `scale`, for all tasks. */
export interface RecipeConstants {
  /** c: standard deviation of s. */
  readonly scale: number;
  /** alpha, `[m]` */
  readonly frequencies: readonly number[];
  /** beta, `[m]` */
  readonly phases: readonly number[];
}

const recipes = {
  smooth: { scale: 1, numSines: 10, frequencyStd: 1 },
  rough: { scale: 0.5, numSines: 20, frequencyStd: 10 },
} as const;

/** alpha ~ N(0, frequencyStd^2), beta ~ N(0, 1). Difficulty varies more between draws than between architectures. */
export function recipeConstants(recipe: keyof typeof recipes, seed: number, draw = 0): RecipeConstants {
  const { scale, numSines, frequencyStd } = recipes[recipe];
  const stream = createStream(seed, 'constants', recipe, ...ofDraw(draw));
  const pairs = Array.from(
    { length: numSines },
    () => [frequencyStd * stream.normal(), stream.normal()] as const,
  );
  return {
    scale,
    frequencies: pairs.map(([frequency]) => frequency),
    phases: pairs.map(([, phase]) => phase),
  };
}
