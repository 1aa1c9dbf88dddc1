/** Who lends to whom, as a small picture: lenders below, receivers above, ribbons as wide as their weights. */
import type { Ribbons } from '../../src/presets/gallery.ts';
import { ownerColor } from '../charts/base/palette.ts';

const size = 44;
/** The width of a weight of 1. */
const widest = 5;
/** The weight from which a ribbon is drawn; what is weaker is not seen anyway. */
const faintest = 0.04;

export function RibbonsPicture({ ribbons }: { readonly ribbons: Ribbons }) {
  const { length } = ribbons;
  const x = (task: number): number => ((task + 0.5) / length) * size;
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width={size} height={size} aria-hidden="true">
      {ribbons.flatMap((row, receiver) =>
        row.map((weight, lender) =>
          weight < faintest ? null : (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: a ribbon is its two ends.
              key={`${receiver}-${lender}`}
              d={`M${x(lender)} ${size - 3}C${x(lender)} ${size / 2} ${x(receiver)} ${size / 2} ${x(receiver)} 3`}
              fill="none"
              strokeWidth={(widest * Math.min(weight, 2)) / Math.max(1, length / 4)}
              style={{ stroke: ownerColor(lender) }}
              strokeOpacity={0.75}
            />
          ),
        ),
      )}
    </svg>
  );
}
