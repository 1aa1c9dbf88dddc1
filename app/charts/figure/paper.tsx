/**
 * Draws a picture once more, for paper: in the width of a paper's column, on white, whatever the window and the theme. Text of 10 px
 * is then 6 pt in a column of 85 mm.
 */
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { PAPER_FAMILY } from '../base/textWidth.ts';
import { PAPER_PIXELS, PaperWidth } from '../base/useWidth.ts';
import styles from './Figure.module.css';
import { PaperFrame, type PictureWords } from './PaperFrame.tsx';
import { type SavedPicture, standaloneSvg } from './picture.ts';

/** Charts take a few frames to find their places. */
const MAX_FRAMES = 60;

/** The picture as a file of its own, with these words on top. Rejects when there is none. */
export async function drawnForPaper(draw: SavedPicture['draw'], words: PictureWords): Promise<SVGSVGElement> {
  const host = document.createElement('div');
  host.className = styles['paper'] ?? '';
  host.style.width = `${PAPER_PIXELS}px`;
  host.style.setProperty('--font', PAPER_FAMILY);
  host.inert = true;
  document.body.append(host);
  const root = createRoot(host, { identifierPrefix: 'paper-' });
  try {
    const drawn = <PaperWidth value={PAPER_PIXELS}>{draw()}</PaperWidth>;
    root.render(drawn);
    await settled(host);
    const { width, height } = svgIn(host, 'data-picture').getBoundingClientRect();
    const frame = <PaperFrame words={words} width={Math.ceil(width)} height={Math.ceil(height)} />;
    flushSync(() =>
      root.render(
        <>
          {drawn}
          {frame}
        </>,
      ),
    );
    return standaloneSvg(svgIn(host, 'data-picture'), svgIn(host, 'data-frame'));
  } finally {
    root.unmount();
    host.remove();
  }
}

function svgIn(host: HTMLElement, kind: 'data-picture' | 'data-frame'): SVGSVGElement {
  const svg = host.querySelector<SVGSVGElement>(`svg[${kind}]`);
  if (svg === null) throw new Error('There is no picture to save.');
  return svg;
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
