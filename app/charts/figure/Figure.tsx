/** Frame of every picture: caption with a note, a menu with its table and files. Knows nothing of what it frames. */
import { type ReactNode, use, useId, useState } from 'react';
import type { SeriesStyle } from '../base/palette.ts';
import { PaperWidth } from '../base/useWidth.ts';
import styles from './Figure.module.css';
import type { PictureFoot, SavedNumbers } from './picture.ts';
import { SaveMenu } from './SaveMenu.tsx';

/** Frame of a picture: caption, note, export and the table behind it. The `<svg data-picture>` inside is saved. */
export interface FigureProps extends SavedNumbers {
  /** Lines that a saved picture must explain; the page has a legend elsewhere. */
  readonly exportKey?: readonly SeriesStyle[];
  readonly exportLegend?: () => readonly string[];
  readonly exportFoot?: (() => PictureFoot) | undefined;
  /** Stands for the note where there is no room for all of it; a file has it whole. */
  readonly shortNote?: string | undefined;
  /** True where the words beside it say on the page what the title says. */
  readonly hidesTitle?: boolean;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
  /** The whole figure once more, to be saved; left out where its content takes its width from `useWidth` itself. */
  readonly again?: () => ReactNode;
  readonly table: () => ReactNode;
}

const noKey: readonly SeriesStyle[] = [];
const noLegend = () => [];

/** Pixels above what is framed, as the style sheet has them. */
export const CAPTION_HEIGHT = 28;

export function Figure(props: FigureProps) {
  const {
    title,
    hidesTitle = false,
    note,
    shortNote = note,
    beside,
    exportKey = noKey,
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
