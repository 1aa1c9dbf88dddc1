/** The key of the loss charts: one switch per architecture, drawn with its own line. */
import { text } from '../../../src/text/text.ts';
import type { SeriesStyle } from './palette.ts';
import styles from './SeriesLegend.module.css';
import { SeriesSwatch } from './SeriesSwatch.tsx';

export interface SeriesLegendProps {
  readonly isShort?: boolean;
  readonly series: readonly SeriesStyle[];
  readonly hiddenIds: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}

export function SeriesLegend({ series, hiddenIds, onToggle, isShort = false }: SeriesLegendProps) {
  return (
    <fieldset className={styles['legend']} aria-label={text.charts.legend}>
      {series.map(({ id, name, color }) => (
        <button
          key={id}
          type="button"
          className={styles['item']}
          title={name}
          aria-label={name}
          data-series={color}
          aria-pressed={!hiddenIds.has(id)}
          onClick={() => onToggle(id)}
        >
          <SeriesSwatch color={color} />
          {isShort ? id : name}
        </button>
      ))}
    </fieldset>
  );
}
