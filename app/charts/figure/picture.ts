/** Turns a drawn picture into a file of its own: an SVG without style sheets, or a PNG. */
import type { ReactNode } from 'react';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import type { SeriesStyle } from '../base/palette.ts';

export interface SavedNumbers {
  readonly title: string;
  readonly note?: string | undefined;
  readonly place?: string | undefined;
  /** Such as "test MSE"; absent if the columns say it. */
  readonly unit?: string | undefined;
  readonly csvRows: () => readonly CsvRow[];
}

export interface PictureFoot {
  readonly words: string;
  readonly address: string;
}

export interface SavedPicture {
  readonly key: readonly SeriesStyle[];
  readonly legend: () => readonly string[];
  readonly foot?: (() => PictureFoot) | undefined;
  /** Draws the picture `PAPER_PIXELS` wide; must contain the `<svg data-picture>` to save. */
  readonly draw: () => ReactNode;
}

// 360 dots an inch in a column of 85 mm.
const PNG_SCALE = 3;
// Properties set by style sheets, which a stand-alone file must carry itself.
const INLINED_PROPERTIES = [
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
  for (const property of INLINED_PROPERTIES) {
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

export function standaloneSvg(picture: SVGSVGElement, frame: SVGSVGElement): SVGSVGElement {
  const whole = standaloneCopy(frame);
  whole.querySelector('[data-place]')?.append(...standaloneCopy(picture).childNodes);
  return whole;
}

function standaloneCopy(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) throw new Error('The clone of an SVG is an SVG.');
  inlineStyles(svg, copy);
  return copy;
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
    return await pngBlobOf(canvas);
  } finally {
    URL.revokeObjectURL(url);
  }
}

function pngBlobOf(canvas: HTMLCanvasElement): Promise<Blob> {
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
