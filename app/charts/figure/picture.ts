/** A drawn picture as a file of its own: an SVG that needs no style sheet, or a PNG of it. */
import type { ReactNode } from 'react';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { type SeriesStyle, seriesColor, seriesDash } from '../base/palette.ts';
import { PAPER_PIXELS } from '../base/useWidth.ts';

/** What is saved as numbers, of a picture or of a table. */
export interface SavedNumbers {
  readonly title: string;
  readonly note?: string | undefined;
  /** Where it stands on the page, such as "Level 1"; the page says so around it, a file must say it itself. */
  readonly place?: string | undefined;
  /** What the numbers are, "test MSE"; left out where columns say it. */
  readonly unit?: string | undefined;
  /** Header first, unrounded; called when the reader asks for them. */
  readonly csvRows: () => readonly CsvRow[];
}

/** What is saved as a picture. */
export interface SavedPicture {
  /** Lines to explain; empty: the picture explains itself. */
  readonly key: readonly SeriesStyle[];
  /** What else the page explains beside the picture. */
  readonly legend: () => readonly string[];
  /** Draws it anew, in the width of a paper's column; it holds the `<svg data-picture>` to save. */
  readonly draw: () => ReactNode;
}

const SVG = 'http://www.w3.org/2000/svg';
/** 360 dots an inch in a column of 85 mm. */
const PNG_SCALE = 3;
const PADDING = 10;
/** What a file has no use for. */
const ONLY_ON_PAGE = ['aria-hidden', 'tabindex', 'data-picture'];
/** What the style sheets decide and a stand-alone file must carry itself. */
const INLINED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stop-color',
  'opacity',
  'visibility',
  'display',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'dominant-baseline',
] as const;

function inlineStyles(source: Element, copy: Element): void {
  const computed = getComputedStyle(source);
  for (const property of INLINED) {
    const value = computed.getPropertyValue(property);
    if (value) copy.setAttribute(property, value);
  }
  copy.removeAttribute('class');
  copy.removeAttribute('style');
  Array.from(source.children).forEach((child, index) => {
    const twin = copy.children[index];
    if (twin) inlineStyles(child, twin);
  });
}

/** A copy of a drawn SVG that looks the same on its own, with its words on top and the ground it stands on. */
export function standaloneSvg(svg: SVGSVGElement, words: PictureWords): SVGSVGElement {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) throw new Error('The clone of an SVG is an SVG.');
  inlineStyles(svg, copy);
  for (const attribute of ONLY_ON_PAGE) copy.removeAttribute(attribute);
  const box = svg.getBoundingClientRect();
  const width = Math.ceil(box.width);
  const host = svg.parentElement ?? document.body;
  // Words on top of a wide picture are larger, to be read when it is made as narrow.
  const header = headerOf(words, width, host, Math.max(1, width / PAPER_PIXELS));
  const height = Math.ceil(box.height) + header.height;
  header.group.setAttribute('transform', `translate(0 ${-header.height})`);
  const [left, top] = [-PADDING, -header.height - PADDING];
  const [fullWidth, fullHeight] = [width + 2 * PADDING, height + 2 * PADDING];
  copy.prepend(groundOf({ x: left, y: top, width: fullWidth, height: fullHeight }), header.group);
  copy.setAttribute('xmlns', SVG);
  copy.setAttribute('role', 'img');
  copy.setAttribute('aria-label', words.title);
  copy.setAttribute('width', String(fullWidth));
  copy.setAttribute('height', String(fullHeight));
  copy.setAttribute('viewBox', [left, top, fullWidth, fullHeight].join(' '));
  return copy;
}

/** Paper is white. */
function groundOf(place: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>): SVGRectElement {
  const ground = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries(place)) ground.setAttribute(name, String(value));
  ground.setAttribute('fill', '#ffffff');
  return ground;
}

export async function pngOf(svg: SVGSVGElement): Promise<Blob> {
  const url = URL.createObjectURL(svgBlob(svg));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Number(svg.getAttribute('width')) * PNG_SCALE;
    canvas.height = Number(svg.getAttribute('height')) * PNG_SCALE;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await blobOf(canvas);
  } finally {
    URL.revokeObjectURL(url);
  }
}

function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The canvas gave no picture.'))),
      'image/png',
    );
  });
}

export function svgBlob(svg: SVGSVGElement): Blob {
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' });
}

/** What a picture says on top of itself. */
export interface PictureWords extends Pick<SavedPicture, 'key'> {
  readonly legend: readonly string[];
  readonly title: string;
  readonly note: string | undefined;
}

const LINE = 16;
const SWATCH = 24;
const SIZE = { title: 13, small: 11 } as const;

/** A header and its height, for a picture of `width`; colours are resolved where `host` stands in the page. */
interface Header {
  readonly group: SVGGElement;
  readonly height: number;
}

/** Title, note, legend and key on top of a saved picture: what the page says around a figure and the file must say itself. */
function headerOf(
  { title, note, key, legend }: PictureWords,
  width: number,
  host: Element,
  scale: number,
): Header {
  const { color, fontFamily } = getComputedStyle(host);
  const group = document.createElementNS(SVG, 'g');
  group.setAttribute('font-family', fontFamily);
  group.setAttribute('fill', color);
  let y = 0;
  const write = (words: string, size: number, weight?: string) => {
    for (const line of linesOf(words, width, size * scale)) {
      y += LINE * scale;
      group.append(textAt(2, y, size * scale, line, weight));
    }
  };
  write(title, SIZE.title, 'bold');
  for (const words of [note ?? '', ...legend]) if (words !== '') write(words, SIZE.small);
  const [size, swatch] = [SIZE.small * scale, SWATCH * scale];
  let x = Number.POSITIVE_INFINITY;
  for (const { name, color: index } of key) {
    const end = swatch + 6 + widthOf(name, size);
    if (x + end > width) [x, y] = [2, y + LINE * scale];
    group.append(swatchAt(x, y - size / 3, swatch, index, host), textAt(x + swatch + 6, y, size, name));
    x += end + 14;
  }
  return { group, height: y + 12 };
}

/** About how wide words are; scripts whose letters are wider than Latin ones take a whole em. */
const widthOf = (words: string, size: number): number =>
  [...words].reduce((sum, letter) => sum + (letter < '\u2e80' ? 0.56 : 1) * size, 0);

/** Words in lines that fit; a word that is wider than a line is cut. */
function linesOf(words: string, width: number, size: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of words.split(/(?<= )/u).flatMap((word) => piecesOf(word, width, size))) {
    if (line !== '' && widthOf((line + piece).trimEnd(), size) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

function piecesOf(word: string, width: number, size: number): readonly string[] {
  const letters = [...word];
  const room = Math.max(1, Math.floor(width / size));
  if (widthOf(word, size) <= width) return [word];
  return Array.from({ length: Math.ceil(letters.length / room) }, (_, at) =>
    letters.slice(at * room, (at + 1) * room).join(''),
  );
}

function textAt(x: number, y: number, size: number, words: string, weight = 'normal'): SVGTextElement {
  const text = document.createElementNS(SVG, 'text');
  const attributes = { x, y, 'font-size': size, 'font-weight': weight };
  for (const [name, value] of Object.entries(attributes)) text.setAttribute(name, String(value));
  text.textContent = words;
  return text;
}

function swatchAt(x: number, y: number, width: number, index: number, host: Element): SVGPathElement {
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', `M${x} ${y}h${width}`);
  path.setAttribute('stroke', resolvedColor(seriesColor(index), host));
  path.setAttribute('stroke-dasharray', seriesDash(index));
  path.setAttribute('stroke-width', '2.5');
  return path;
}

/** What a CSS colour is in the theme shown now. */
function resolvedColor(color: string, host: Element): string {
  const probe = document.createElement('span');
  probe.style.color = color;
  host.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}
