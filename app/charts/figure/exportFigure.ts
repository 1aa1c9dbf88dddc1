/** Saves what a figure shows: an SVG that needs no style sheet, a PNG at twice the size, or a CSV. Sends nothing anywhere. */
import { csvOf } from '../../../src/core/spreadsheet.ts';
import { download } from '../../ui/download.ts';
import type { CsvRow } from '../base/props.ts';
import { headerOf, type PictureWords } from './exportHeader.ts';

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
