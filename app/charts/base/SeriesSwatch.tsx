/** A short piece of an architecture's line, as decoration for cards, legends and tables. */
import { seriesColor, seriesDash } from './palette.ts';

export function SeriesSwatch({ color }: { readonly color: number }) {
  return (
    <svg
      width="24"
      height="10"
      viewBox="0 0 24 10"
      aria-hidden="true"
      data-series={color}
      style={{ flex: 'none' }}
    >
      <path d="M0 5H24" stroke={seriesColor(color)} strokeDasharray={seriesDash(color)} strokeWidth={2.5} />
    </svg>
  );
}
