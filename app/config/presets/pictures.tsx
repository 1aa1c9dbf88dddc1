/** Small pictures of a preset, each also described in words beside it. */
import { divergingScale } from '../../charts/base/colorScale.ts';
import { ownerColor } from '../../charts/base/palette.ts';

/** `[T][T]`, receiving by source tasks: gate + native of the last level, mean over repetitions. */
export type RibbonWeights = readonly (readonly number[])[];

export interface GalleryEntry {
  /** Duration on two cores without a GPU. */
  readonly seconds: number;
  /** Taken from the first card whose last level has an owner for every expert and a unit for every task. */
  readonly ribbons: RibbonWeights | null;
}

const { paintOf } = divergingScale(1);

/** Requested correlations `[T][T]`, -1 to 1. */
export function MatrixPicture({ matrix }: { readonly matrix: readonly (readonly number[])[] }) {
  const { length } = matrix;
  return (
    <svg viewBox={`0 0 ${length} ${length}`} width={44} height={44} aria-hidden="true">
      {matrix.flatMap((row, y) =>
        row.map((value, x) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: identified by position
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

const pictureSidePixels = 44;
// Width in pixels of the ribbon for a weight of 1.
const maxRibbonWidth = 5;
const minRibbonWeight = 0.04;

/** Sources below, receivers above. */
export function RibbonsPicture({ ribbons }: { readonly ribbons: RibbonWeights }) {
  const { length } = ribbons;
  const x = (task: number): number => ((task + 0.5) / length) * pictureSidePixels;
  return (
    <svg
      viewBox={`0 0 ${pictureSidePixels} ${pictureSidePixels}`}
      width={pictureSidePixels}
      height={pictureSidePixels}
      aria-hidden="true"
    >
      {ribbons.flatMap((row, receiver) =>
        row.map((weight, source) =>
          weight < minRibbonWeight ? null : (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: ribbons are identified by the tasks at their ends
              key={`${receiver}-${source}`}
              d={`M${x(source)} ${pictureSidePixels - 3}C${x(source)} ${pictureSidePixels / 2} ${x(receiver)} ${pictureSidePixels / 2} ${x(receiver)} 3`}
              fill="none"
              strokeWidth={(maxRibbonWidth * Math.min(weight, 2)) / Math.max(1, length / 4)}
              style={{ stroke: ownerColor(source) }}
              strokeOpacity={0.75}
            />
          ),
        ),
      )}
    </svg>
  );
}
