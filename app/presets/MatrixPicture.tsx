/** The correlations asked for as a small picture: who is alike, at a glance. What it shows is also said in words beside it. */
import { divergingScale } from '../charts/base/colorScale.ts';

const { paintOf } = divergingScale(1);

/** `[T][T]`, -1 to 1. */
export function MatrixPicture({ matrix }: { readonly matrix: readonly (readonly number[])[] }) {
  const { length } = matrix;
  return (
    <svg viewBox={`0 0 ${length} ${length}`} width={44} height={44} aria-hidden="true">
      {matrix.flatMap((row, y) =>
        row.map((value, x) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place.
            key={`${y}-${x}`}
            x={x + 0.04}
            y={y + 0.04}
            width={0.92}
            height={0.92}
            style={{ fill: paintOf(value).fill }}
          />
        )),
      )}
    </svg>
  );
}
