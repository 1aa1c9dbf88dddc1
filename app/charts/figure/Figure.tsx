/** Frame of every picture: caption, note, and a menu with its table and files. */
import { type ReactNode, use, useId, useState } from 'react';
import type { SeriesStyle } from '../base/palette.ts';
import { PaperWidth } from '../base/useWidth.ts';
import styles from './Figure.module.css';
import type { PictureFoot, SavedNumbers } from './picture.ts';
import { SaveMenu } from './SaveMenu.tsx';

/** Its menu saves the `<svg data-picture>` inside. */
export interface FigureProps extends SavedNumbers {
  /** Explained in saved pictures; the page has a legend elsewhere. */
  readonly exportKey?: readonly SeriesStyle[];
  readonly exportLegend?: () => readonly string[];
  readonly exportFoot?: (() => PictureFoot) | undefined;
  readonly shortNote?: string | undefined;
  readonly hidesTitle?: boolean;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
  /** Draws the content at the width of a file; absent if the content calls `useWidth` itself. */
  readonly again?: () => ReactNode;
  readonly table: () => ReactNode;
}

const emptySeriesKey: readonly SeriesStyle[] = [];
const noLegend = () => [];

export const CAPTION_HEIGHT = 28;

export function Figure(props: FigureProps) {
  const {
    title,
    hidesTitle = false,
    note,
    shortNote = note,
    beside,
    exportKey = emptySeriesKey,
    exportLegend = noLegend,
    exportFoot,
    children,
    again,
    table,
  } = props;
  const captionId = useId();
  const isOnPaper = use(PaperWidth) !== null;
  const [isTableOpen, setTableOpen] = useState(false);
  const picture = { key: exportKey, legend: exportLegend, foot: exportFoot, draw: again ?? (() => children) };
  return (
    <figure className={styles['figure']} aria-labelledby={captionId}>
      <figcaption className={styles['caption']} data-hides-title={hidesTitle || undefined}>
        <span id={captionId} className={styles['title']} title={title}>
          {title}
        </span>
        {!isOnPaper && beside}
        {shortNote && (
          <span className={styles['note']} title={note}>
            <span>{shortNote}</span>
          </span>
        )}
        <span className={styles['tools']}>
          <SaveMenu
            numbers={props}
            picture={picture}
            table={{ isOpen: isTableOpen, toggle: () => setTableOpen(!isTableOpen) }}
          />
        </span>
      </figcaption>
      {children}
      {isTableOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled with the arrow keys
        <section className={styles['scroll']} aria-labelledby={captionId} tabIndex={0}>
          {table()}
        </section>
      )}
    </figure>
  );
}
