/** Saves what a figure shows: an SVG that needs no style sheet, a PNG at twice the size, or a CSV. Sends nothing anywhere. */
import { csvOf } from '../../../src/core/spreadsheet.ts';
import { download } from '../../ui/download.ts';
import { seriesColor, seriesDash } from '../base/palette.ts';
import type { CsvRow, SeriesStyle } from '../base/props.ts';

const SVG = 'http://www.w3.org/2000/svg';
const PNG_SCALE = 2;
const PADDING = 10;
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
  const box = svg.getBoundingClientRect();
  const width = Math.ceil(box.width);
  const header = headerOf(words, width, svg.parentElement ?? document.body);
  const height = Math.ceil(box.height) + header.height;
  header.group.setAttribute('transform', `translate(0 ${-header.height})`);
  copy.prepend(groundOf(svg, width, height, -header.height), header.group);
  copy.setAttribute('xmlns', SVG);
  copy.setAttribute('width', String(width + 2 * PADDING));
  copy.setAttribute('height', String(height + 2 * PADDING));
  const viewBox = [-PADDING, -header.height - PADDING, width + 2 * PADDING, height + 2 * PADDING];
  copy.setAttribute('viewBox', viewBox.join(' '));
  return copy;
}

function groundOf(svg: SVGSVGElement, width: number, height: number, top: number): SVGRectElement {
  const ground = document.createElementNS(SVG, 'rect');
  const place = { x: -PADDING, y: top - PADDING, width: width + 2 * PADDING, height: height + 2 * PADDING };
  for (const [name, value] of Object.entries(place)) ground.setAttribute(name, String(value));
  ground.setAttribute('fill', getComputedStyle(svg).backgroundColor);
  return ground;
}

async function pngOf(svg: SVGSVGElement): Promise<Blob> {
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

function svgBlob(svg: SVGSVGElement): Blob {
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' });
}

/** A title as a file name: letters, digits and dashes of any script. */
export function fileNameOf(title: string): string {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['figure'];
  return words.join('-').slice(0, 80);
}

export function saveCsv(title: string, rows: readonly CsvRow[]): void {
  download(new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' }), `${fileNameOf(title)}.csv`);
}

export function saveSvg(svg: SVGSVGElement, words: PictureWords): void {
  download(svgBlob(standaloneSvg(svg, words)), `${fileNameOf(words.title)}.svg`);
}

export async function savePng(svg: SVGSVGElement, words: PictureWords): Promise<void> {
  download(await pngOf(standaloneSvg(svg, words)), `${fileNameOf(words.title)}.png`);
}

export interface PictureWords {
  readonly title: string;
  readonly note: string | undefined;
  /** Lines to explain; empty: the picture explains itself. */
  readonly key: readonly SeriesStyle[];
}

const LINE = 18;
const SWATCH = 24;
const PIXELS_PER_CHARACTER = 6.8;

/** A header and its height, for a picture of `width`; colours are resolved where `host` stands in the page. */
interface Header {
  readonly group: SVGGElement;
  readonly height: number;
}

/** Title, note and key on top of a saved picture: what the page says around a figure and the file must say itself. */
function headerOf({ title, note, key }: PictureWords, width: number, host: Element): Header {
  const { color, fontFamily } = getComputedStyle(host);
  const group = document.createElementNS(SVG, 'g');
  group.setAttribute('font-family', fontFamily);
  group.setAttribute('fill', color);
  group.append(textAt(2, 14, 13, title, 'bold'));
  let y = 14;
  if (note) {
    y += LINE;
    group.append(textAt(2, y, 11, note));
  }
  let x = 2;
  for (const { name, color: index } of key) {
    const entryWidth = SWATCH + 6 + name.length * PIXELS_PER_CHARACTER + 12;
    if (x === 2 || x + entryWidth > width) [x, y] = [2, y + LINE];
    group.append(swatchAt(x, y - 4, index, host), textAt(x + SWATCH + 6, y, 11, name));
    x += entryWidth;
  }
  return { group, height: y + 12 };
}

function textAt(x: number, y: number, size: number, words: string, weight = 'normal'): SVGTextElement {
  const text = document.createElementNS(SVG, 'text');
  const attributes = { x, y, 'font-size': size, 'font-weight': weight };
  for (const [name, value] of Object.entries(attributes)) text.setAttribute(name, String(value));
  text.textContent = words;
  return text;
}

function swatchAt(x: number, y: number, index: number, host: Element): SVGPathElement {
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', `M${x} ${y}h${SWATCH}`);
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
