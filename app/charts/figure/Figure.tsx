/** Frame of every picture: caption with a note, a menu to save it, the table behind it. Knows nothing of what it frames. */
import { type ReactNode, useId, useRef, useState } from 'react';
import { text } from '../../../src/text/text.ts';
import type { FigureProps, SeriesStyle } from '../base/props.ts';
import styles from './Figure.module.css';
import { SaveMenu } from './SaveMenu.tsx';

const NO_KEY: readonly SeriesStyle[] = [];

export function Figure({ title, note, exportKey = NO_KEY, csvRows, children, table }: FigureProps) {
  const captionId = useId();
  const body = useRef<HTMLDivElement>(null);
  const svgOf = () => body.current?.querySelector<SVGSVGElement>('svg[data-picture]') ?? null;
  return (
    <figure className={styles['figure']} aria-labelledby={captionId}>
      <figcaption className={styles['caption']}>
        <span id={captionId} className={styles['title']}>
          {title}
        </span>
        {note && <span className={styles['note']}>{note}</span>}
        <SaveMenu words={{ title, note, key: exportKey }} csvRows={csvRows} svgOf={svgOf} />
      </figcaption>
      <div ref={body} className={styles['body']}>
        {children}
      </div>
      <TableBehind captionId={captionId} table={table} />
    </figure>
  );
}

/** The rows are drawn only while the reader looks at them: they may be many, and change ten times a second. */
function TableBehind({ captionId, table }: { readonly captionId: string; readonly table: () => ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles['details']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.charts.table}</summary>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled with the arrow keys
        <section className={styles['scroll']} aria-labelledby={captionId} tabIndex={0}>
          {table()}
        </section>
      )}
    </details>
  );
}
