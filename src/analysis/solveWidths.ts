/** Finds layer widths for a wanted number of parameters. Knows no architecture: whoever asks counts. */

/** Widths of the layers to be solved for, in any order. */
export type Widths = readonly number[];

/** What to reach and with what. */
export interface WidthProblem {
  /** Where to start; the proportions between them are kept as far as whole numbers allow. */
  readonly widths: Widths;
  readonly maxWidth: number;
  /** Parameters with these widths; never fewer when a width grows. */
  readonly countOf: (widths: Widths) => number;
  readonly target: number;
  /** Largest |count / target - 1| that needs no further search. */
  readonly tolerance: number;
}

/** The widths found and how many parameters they give. */
export interface WidthSolution {
  readonly widths: Widths;
  readonly count: number;
}

/** All widths times one factor, the largest that stays at or below the target; then single widths a little up or down. */
export function solveWidths(problem: WidthProblem): WidthSolution {
  const { widths, maxWidth, target } = problem;
  const solutionAt = (factor: number) => solutionOf(problem, scaled(widths, factor, maxWidth));
  let low = 0;
  let high = maxWidth; // at least: every width is 1 or more
  for (let halving = 0; halving < 24; halving++) {
    const middle = (low + high) / 2;
    if (solutionAt(middle).count <= target) low = middle;
    else high = middle;
  }
  return refined(problem, nearer(problem, solutionAt(low), solutionAt(high)));
}

function scaled(widths: Widths, factor: number, maxWidth: number): Widths {
  return widths.map((width) => Math.min(Math.max(Math.round(width * factor), 1), maxWidth));
}

/** Moves single widths by 1, each time the one that helps most, until it is near enough or nothing helps. */
function refined(problem: WidthProblem, start: WidthSolution): WidthSolution {
  let best = start;
  while (errorOf(problem, best) > problem.tolerance) {
    const next = neighboursOf(problem, best.widths).reduce(
      (found, other) => nearer(problem, found, other),
      best,
    );
    if (next === best) return best;
    best = next;
  }
  return best;
}

function neighboursOf(problem: WidthProblem, widths: Widths): readonly WidthSolution[] {
  const moved = widths.flatMap((width, index) =>
    [width - 1, width + 1]
      .filter((changed) => changed >= 1 && changed <= problem.maxWidth)
      .map((changed) => widths.with(index, changed)),
  );
  return moved.map((changed) => solutionOf(problem, changed));
}

const solutionOf = ({ countOf }: WidthProblem, widths: Widths): WidthSolution => ({
  widths,
  count: countOf(widths),
});

const errorOf = ({ target }: WidthProblem, { count }: WidthSolution): number => Math.abs(count / target - 1);

/** The first of equals. */
function nearer(problem: WidthProblem, a: WidthSolution, b: WidthSolution): WidthSolution {
  return errorOf(problem, b) < errorOf(problem, a) ? b : a;
}
