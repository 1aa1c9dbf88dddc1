/** The choices of a menu to save a figure; nothing is sent anywhere. */

import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { csvOf, recordsOf } from '../../../src/core/spreadsheet.ts';
import { text } from '../../../src/text/text.ts';
import { downloadFile } from '../../ui/browser.ts';
import { PopoverChoice } from '../../ui/Popover.tsx';
import { seriesColor, seriesDash } from '../base/palette.ts';
import { PAPER_FAMILY, textWidth, wrappedLinesOf } from '../base/textWidth.ts';
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

type FileFormat = 'png' | 'svg' | 'csv' | 'json';
const numberFormats: readonly FileFormat[] = ['csv', 'json'];
const pictureFormats: readonly FileFormat[] = ['png', 'svg', ...numberFormats];

interface SaveChoicesProps {
  readonly numbers: SavedNumbers;
  readonly picture: SavedPicture | undefined;
  readonly onDone: (isSaved: boolean) => void;
}

export function SaveChoices({ numbers, picture, onDone }: SaveChoicesProps) {
  const save = (format: FileFormat): void => {
    figureBlobOf(format, numbers, picture)
      .then((blob) => downloadFile(blob, `${fileNameOfTitle(figureTitleOf(numbers))}.${format}`))
      .then(
        () => onDone(true),
        () => onDone(false),
      );
  };
  return (picture === undefined ? numberFormats : pictureFormats).map((format) => (
    <PopoverChoice key={format} title={text.saving[format]} onChoose={() => save(format)} />
  ));
}

async function figureBlobOf(
  format: FileFormat,
  numbers: SavedNumbers,
  picture: SavedPicture | undefined,
): Promise<Blob> {
  if (format === 'csv') return csvBlob(numbers);
  if (format === 'json') return jsonBlob(numbers);
  if (picture === undefined) throw new Error(text.saving.saveFailed);
  const svg = await drawnPaperSvg(picture.draw, {
    title: figureTitleOf(numbers),
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
  const about = { title: figureTitleOf(numbers), ...(note && { note }), ...(unit && { unit }) };
  const written = JSON.stringify(recordsOf(csvRows(), about), null, 1);
  return new Blob([`${written}\n`], { type: 'application/json' });
}

export const saveCsv = (numbers: SavedNumbers): void =>
  downloadFile(csvBlob(numbers), `${fileNameOfTitle(figureTitleOf(numbers))}.csv`);

const figureTitleOf = ({ title, place }: SavedNumbers): string =>
  place === undefined ? title : text.charts.placed(title, place);

export function fileNameOfTitle(title: string): string {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['figure'];
  return words.join('-').slice(0, 80);
}

const MAX_LAYOUT_FRAMES = 60;

async function drawnPaperSvg(draw: SavedPicture['draw'], words: PictureWords): Promise<SVGSVGElement> {
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
    await waitUntilSettled(host);
    const { width, height } = markedSvgIn(host, 'data-picture').getBoundingClientRect();
    const frame = <PaperFrame words={words} width={Math.ceil(width)} height={Math.ceil(height)} />;
    flushSync(() =>
      root.render(
        <>
          {drawn}
          {frame}
        </>,
      ),
    );
    return standaloneSvg(markedSvgIn(host, 'data-picture'), markedSvgIn(host, 'data-frame'));
  } finally {
    root.unmount();
    host.remove();
  }
}

function markedSvgIn(host: HTMLElement, kind: 'data-picture' | 'data-frame'): SVGSVGElement {
  const svg = host.querySelector<SVGSVGElement>(`svg[${kind}]`);
  if (svg === null) throw new Error('There is no picture to save.');
  return svg;
}

async function waitUntilSettled(host: HTMLElement): Promise<void> {
  let before = '';
  for (let frame = 0; frame < MAX_LAYOUT_FRAMES; frame++) {
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
const PAPER_LINE_HEIGHT = 16;
const SWATCH = 24;
const PAPER_FONT_SIZES = { title: 13, small: 11, foot: 10 } as const;

// Text is larger around a wide picture, which is scaled down later.
export function PaperFrame({ words, width, height }: PaperFrameProps) {
  const scale = Math.max(1, width / PAPER_PIXELS);
  const header = headerLayoutOf(words, width, scale);
  const foot = words.foot && footLayoutOf(words.foot, width, scale);
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

const MAX_ADDRESS_LENGTH = 240;

function footLayoutOf({ words, address }: PictureFoot, width: number, scale: number): HeaderLayout {
  const size = PAPER_FONT_SIZES.foot * scale;
  const shown = address.length > MAX_ADDRESS_LENGTH ? address.replace(/#.*$/, '') : address;
  const lines = [words, shown].flatMap((one) => wrappedLinesOf(one, width - 4, { size }));
  const content = (
    <a href={address}>
      {lines.map((line, row) => (
        <text
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be the same
          key={row}
          x={2}
          y={PAPER_LINE_HEIGHT * scale * (row + 1)}
          fontSize={size}
          style={{ fill: '#555555' }}
        >
          {line}
        </text>
      ))}
    </a>
  );
  return { height: PAPER_LINE_HEIGHT * scale * lines.length + 4, content };
}

interface HeaderLayout {
  readonly height: number;
  readonly content: ReactNode;
}

function headerLayoutOf(
  { title, note, key, legend }: PictureWords,
  width: number,
  scale: number,
): HeaderLayout {
  const small = PAPER_FONT_SIZES.small * scale;
  const written = (words: string, size: number, isBold: boolean) =>
    wrappedLinesOf(words, width - 4, { size, isBold }).map((line) => ({ line, size, isBold }));
  const lines = [
    ...written(title, PAPER_FONT_SIZES.title * scale, true),
    ...[note ?? '', ...legend]
      .filter((words) => words !== '')
      .flatMap((words) => written(words, small, false)),
  ].map((line, row) => ({ ...line, y: PAPER_LINE_HEIGHT * scale * (row + 1) }));
  const entries = keyLayoutOf(key, width, scale);
  const numLines = lines.length + (entries.at(-1)?.row ?? 0);
  const content = (
    <>
      {lines.map(({ y, line, size, isBold }) => (
        <text key={y} x={2} y={y} fontSize={size} fontWeight={isBold ? 'bold' : 'normal'}>
          {line}
        </text>
      ))}
      {entries.map(({ id, name, color, x, row }) => (
        <g key={id} transform={`translate(${x} ${PAPER_LINE_HEIGHT * scale * (lines.length + row)})`}>
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
  return { height: PAPER_LINE_HEIGHT * scale * numLines + 12, content };
}

function keyLayoutOf(key: PictureWords['key'], width: number, scale: number) {
  let [x, row] = [Number.POSITIVE_INFINITY, 0];
  return key.map((series) => {
    const end = SWATCH * scale + 6 + textWidth(series.name, { size: PAPER_FONT_SIZES.small * scale });
    if (x + end > width) [x, row] = [2, row + 1];
    const entry = { ...series, x, row };
    x += end + 14;
    return entry;
  });
}
