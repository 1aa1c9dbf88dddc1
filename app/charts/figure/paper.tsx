/**
 * Draws a picture once more, for paper: in the width of a paper's column, on white, whatever the window and the theme. Text of 10 px
 * is then 6 pt in a column of 85 mm.
 */
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { PAPER_PIXELS, PaperWidth } from '../base/useWidth.ts';
import styles from './paper.module.css';

/** Charts take a few frames to find their places. */
const MAX_FRAMES = 60;

/** What `read` makes of the `<svg data-picture>` in `drawn`. Rejects when there is none. */
export async function drawnForPaper<T>(drawn: ReactNode, read: (svg: SVGSVGElement) => T): Promise<T> {
  const host = document.createElement('div');
  host.className = styles['paper'] ?? '';
  host.style.width = `${PAPER_PIXELS}px`;
  host.inert = true;
  document.body.append(host);
  const root = createRoot(host, { identifierPrefix: 'paper-' });
  try {
    root.render(<PaperWidth value={PAPER_PIXELS}>{drawn}</PaperWidth>);
    await settled(host);
    const svg = host.querySelector<SVGSVGElement>('svg[data-picture]');
    if (svg === null) throw new Error('There is no picture to save.');
    return read(svg);
  } finally {
    root.unmount();
    host.remove();
  }
}

/** Resolves when two frames in a row show the same. */
async function settled(host: HTMLElement): Promise<void> {
  let before = '';
  for (let frame = 0; frame < MAX_FRAMES; frame++) {
    await new Promise((resolve) => setTimeout(resolve, 16));
    const now = host.innerHTML;
    if (now !== '' && now === before) return;
    before = now;
  }
}
