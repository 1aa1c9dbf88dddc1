/** The small menu of a figure: save as picture, drawing or numbers. */
import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import { text } from '../../../src/text/text.ts';
import type { FigureProps } from '../base/props.ts';
import type { PictureWords } from './exportFigure.ts';
import { saveCsv, savePng, saveSvg } from './exportFigure.ts';
import styles from './Figure.module.css';

interface SaveMenuProps extends Pick<FigureProps, 'csvRows'> {
  readonly words: PictureWords;
  readonly svgOf: () => SVGSVGElement | null;
}

type Format = 'png' | 'svg' | 'csv';
const FORMATS: readonly Format[] = ['png', 'svg', 'csv'];

export function SaveMenu({ words, csvRows, svgOf }: SaveMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const [failed, setFailed] = useState(false);
  const close = () => menu.current?.removeAttribute('open');
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    close();
    menu.current?.querySelector('summary')?.focus();
  };
  const save = (format: Format) => {
    close();
    saveAs(format, words, csvRows, svgOf()).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  };
  return (
    <details ref={menu} className={styles['menu']} onBlur={onBlur} onKeyDown={onKeyDown}>
      <summary aria-label={text.charts.saveTitle(words.title)} title={text.charts.save}>
        <DownloadIcon />
      </summary>
      <div className={styles['menuItems']}>
        {FORMATS.map((format) => (
          <button key={format} type="button" onClick={() => save(format)}>
            {text.charts[format]}
          </button>
        ))}
      </div>
      {failed && <span role="alert">{text.charts.saveFailed}</span>}
    </details>
  );
}

async function saveAs(
  format: Format,
  words: PictureWords,
  csvRows: FigureProps['csvRows'],
  svg: SVGSVGElement | null,
): Promise<void> {
  if (format === 'csv') return saveCsv(words.title, csvRows());
  if (!svg) throw new Error(text.charts.saveFailed);
  return format === 'svg' ? saveSvg(svg, words) : savePng(svg, words);
}

function DownloadIcon() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" className={styles['icon']}>
      <path d="M7 1.5v7M4 6l3 3 3-3M2 10.5v2h10v-2" />
    </svg>
  );
}
