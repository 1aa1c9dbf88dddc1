/** The choices of a menu to save a figure; nothing is sent anywhere. */

import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { csvOf, recordsOf } from '../../../src/core/spreadsheet.ts';
import { text } from '../../../src/text/text.ts';
import { download } from '../../ui/browser.ts';
import { PopoverChoice } from '../../ui/Popover.tsx';
import { seriesColor, seriesDash } from '../base/palette.ts';
import { linesOf, PAPER_FAMILY, textWidth } from '../base/textWidth.ts';
import { PAPER_PIXELS, PaperWidth } from '../base/useWidth.ts';
import styles from './Figure.module.css';
import {
  type PictureFoot,
  pngOf,
  type SavedNumbers,
  type SavedPicture,
  standaloneSvg,
  svgBlob,
} from './picture.ts';

type Format = 'png' | 'svg' | 'csv' | 'json';
const ofNumbers: readonly Format[] = ['csv', 'json'];
const ofPicture: readonly Format[] = ['png', 'svg', ...ofNumbers];

interface SaveChoicesProps {
  readonly numbers: SavedNumbers;
  readonly picture: SavedPicture | undefined;
  readonly onDone: (isSaved: boolean) => void;
}

export function SaveChoices({ numbers, picture, onDone }: SaveChoicesProps) {
  const save = (format: Format): void => {
    blobOf(format, numbers, picture)
      .then((blob) => download(blob, `${fileNameOf(titleOf(numbers))}.${format}`))
      .then(
        () => onDone(true),
        () => onDone(false),
      );
  };
  return (picture === undefined ? ofNumbers : ofPicture).map((format) => (
    <PopoverChoice key={format} title={text.saving[format]} onChoose={() => save(format)} />
  ));
}

async function blobOf(
  format: Format,
  numbers: SavedNumbers,
  picture: SavedPicture | undefined,
): Promise<Blob> {
  if (format === 'csv') return csvBlob(numbers);
  if (format === 'json') return jsonBlob(numbers);
  if (picture === undefined) throw new Error(text.saving.saveFailed);
  const svg = await drawnForPaper(picture.draw, {
    title: titleOf(numbers),
    note: numbers.note,
    key: picture.key,
    legend: picture.legend(),
    foot: picture.foot?.(),
  });
  return format === 'svg' ? svgBlob(svg) : pngOf(svg);
}

const csvBlob = ({ csvRows }: SavedNumbers): Blob =>
  new Blob([csvOf(csvRows())], { type: 'text/csv;charset=utf-8' });

// Each record names its figure, so that files can be merged.
function jsonBlob(numbers: SavedNumbers): Blob {
  const { note, unit, csvRows } = numbers;
  const about = { title: titleOf(numbers), ...(note && { note }), ...(unit && { unit }) };
  const written = JSON.stringify(recordsOf(csvRows(), about), null, 1);
  return new Blob([`${written}\n`], { type: 'application/json' });
}

export const saveCsv = (numbers: SavedNumbers): void =>
  download(csvBlob(numbers), `${fileNameOf(titleOf(numbers))}.csv`);

const titleOf = ({ title, place }: SavedNumbers): string =>
  place === undefined ? title : text.charts.placed(title, place);

/** Letters and digits of any script, joined by dashes. */
export function fileNameOf(title: string): string {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['figure'];
  return words.join('-').slice(0, 80);
}

// Longest wait for a chart to finish its layout, in frames.
const MAX_FRAMES = 60;

async function drawnForPaper(draw: SavedPicture['draw'], words: PictureWords): Promise<SVGSVGElement> {
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

/** Resolves when two frames in a row are the same. */
async function settled(host: HTMLElement): Promise<void> {
  let before = '';
  for (let frame = 0; frame < MAX_FRAMES; frame++) {
    await new Promise((resolve) => setTimeout(resolve, 16));
    const now = host.innerHTML;
    if (now !== '' && now === before) return;
    before = now;
  }
}

export interface PictureWords extends Pick<SavedPicture, 'key'> {
  readonly legend: readonly string[];
  readonly title: string;
  readonly note: string | undefined;
  readonly foot?: PictureFoot | undefined;
}

interface PaperFrameProps {
  readonly words: PictureWords;
  readonly width: number;
  readonly height: number;
}

const PADDING = 10;
const LINE = 16;
const SWATCH = 24;
const SIZE = { title: 13, small: 11, foot: 10 } as const;

// Text is larger around a wide picture, which is scaled down later.
export function PaperFrame({ words, width, height }: PaperFrameProps) {
  const scale = Math.max(1, width / PAPER_PIXELS);
  const header = headerOf(words, width, scale);
  const foot = words.foot && footOf(words.foot, width, scale);
  const allHeights = header.height + height + (foot?.height ?? 0);
  const [fullWidth, fullHeight] = [width + 2 * PADDING, allHeights + 2 * PADDING];
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      data-frame
      role="img"
      aria-label={words.title}
      width={fullWidth}
      height={fullHeight}
      viewBox={[-PADDING, -header.height - PADDING, fullWidth, fullHeight].join(' ')}
    >
      <rect
        x={-PADDING}
        y={-header.height - PADDING}
        width={fullWidth}
        height={fullHeight}
        style={{ fill: '#ffffff' }}
      />
      <g transform={`translate(0 ${-header.height})`} fill="currentColor">
        {header.content}
      </g>
      <g data-place />
      {foot && (
        <g transform={`translate(0 ${height})`} fill="currentColor">
          {foot.content}
        </g>
      )}
    </svg>
  );
}

// Longest address printed; longer ones are cut before the hash.
const MOST_LETTERS = 240;

function footOf({ words, address }: PictureFoot, width: number, scale: number): Header {
  const size = SIZE.foot * scale;
  const shown = address.length > MOST_LETTERS ? address.replace(/#.*$/, '') : address;
  const lines = [words, shown].flatMap((one) => linesOf(one, width - 4, { size }));
  const content = (
    <a href={address}>
      {lines.map((line, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be the same
        <text key={row} x={2} y={LINE * scale * (row + 1)} fontSize={size} style={{ fill: '#555555' }}>
          {line}
        </text>
      ))}
    </a>
  );
  return { height: LINE * scale * lines.length + 4, content };
}

interface Header {
  readonly height: number;
  readonly content: ReactNode;
}

function headerOf({ title, note, key, legend }: PictureWords, width: number, scale: number): Header {
  const small = SIZE.small * scale;
  const written = (words: string, size: number, isBold: boolean) =>
    linesOf(words, width - 4, { size, isBold }).map((line) => ({ line, size, isBold }));
  const lines = [
    ...written(title, SIZE.title * scale, true),
    ...[note ?? '', ...legend]
      .filter((words) => words !== '')
      .flatMap((words) => written(words, small, false)),
  ].map((line, row) => ({ ...line, y: LINE * scale * (row + 1) }));
  const entries = placedKey(key, width, scale);
  const numLines = lines.length + (entries.at(-1)?.row ?? 0);
  const content = (
    <>
      {lines.map(({ y, line, size, isBold }) => (
        <text key={y} x={2} y={y} fontSize={size} fontWeight={isBold ? 'bold' : 'normal'}>
          {line}
        </text>
      ))}
      {entries.map(({ id, name, color, x, row }) => (
        <g key={id} transform={`translate(${x} ${LINE * scale * (lines.length + row)})`}>
          <path
            d={`M0 ${-small / 3}h${SWATCH * scale}`}
            stroke={seriesColor(color)}
            strokeDasharray={seriesDash(color)}
            strokeWidth={2.5}
          />
          <text x={SWATCH * scale + 6} fontSize={small}>
            {name}
          </text>
        </g>
      ))}
    </>
  );
  return { height: LINE * scale * numLines + 12, content };
}

function placedKey(key: PictureWords['key'], width: number, scale: number) {
  let [x, row] = [Number.POSITIVE_INFINITY, 0];
  return key.map((series) => {
    const end = SWATCH * scale + 6 + textWidth(series.name, { size: SIZE.small * scale });
    if (x + end > width) [x, row] = [2, row + 1];
    const entry = { ...series, x, row };
    x += end + 14;
    return entry;
  });
}
