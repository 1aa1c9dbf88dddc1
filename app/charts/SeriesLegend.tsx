/** The key of the loss charts: one switch per architecture, drawn with its own line. */
import { text } from '../../src/index.ts';
import { seriesColor, seriesDash } from './palette.ts';
import type { SeriesLegendProps } from './props.ts';
import styles from './SeriesLegend.module.css';

export function SeriesLegend({ series, hiddenIds, onToggle }: SeriesLegendProps) {
  return (
    <fieldset className={styles['legend']} aria-label={text.charts.legend}>
      {series.map(({ id, name, color }) => (
        <button
          key={id}
          type="button"
          className={styles['item']}
          aria-pressed={!hiddenIds.has(id)}
          onClick={() => onToggle(id)}
        >
          <SeriesSwatch color={color} />
          {name}
        </button>
      ))}
    </fieldset>
  );
}

/** A short piece of an architecture's line, for cards, legends and tables. Decoration: the name stands beside it. */
export function SeriesSwatch({ color }: { readonly color: number }) {
  return (
    <svg width="24" height="10" viewBox="0 0 24 10" aria-hidden="true" className={styles['swatch']}>
      <path d="M0 5H24" stroke={seriesColor(color)} strokeDasharray={seriesDash(color)} />
    </svg>
  );
}
