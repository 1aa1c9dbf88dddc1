/** Title, note and key on top of a saved picture: what the page says around a figure and the file must say itself. */
import { seriesColor, seriesDash } from '../base/palette.ts';
import type { SeriesStyle } from '../base/props.ts';

export interface PictureWords {
  readonly title: string;
  readonly note: string | undefined;
  /** Lines to explain; empty: the picture explains itself. */
  readonly key: readonly SeriesStyle[];
}

const SVG = 'http://www.w3.org/2000/svg';
const LINE = 18;
const SWATCH = 24;
const PIXELS_PER_CHARACTER = 6.8;

/** A header and its height, for a picture of `width`; colours are resolved where `host` stands in the page. */
export interface Header {
  readonly group: SVGGElement;
  readonly height: number;
}

export function headerOf({ title, note, key }: PictureWords, width: number, host: Element): Header {
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
