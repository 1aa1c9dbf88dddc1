/** The width of labels in pictures, measured where there is a canvas, and labels cut to the room there is. */

/** The font of a label; 11 pixels and not bold when left out. */
export interface LabelFont {
  readonly size?: number;
  readonly isBold?: boolean;
}

const USUAL_SIZE = 11;
/** The font of the page, as the style sheet has it, and that of saved pictures, which other programs have as well. */
const PAGE_FAMILY = 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif';
export const PAPER_FAMILY = 'arial, helvetica, "Liberation Sans", sans-serif';
const BOLD_WEIGHT = 600;

const ruler = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('2d');

/** Pixels that a label takes, on the page or in a saved picture, whichever are more: a file cuts no other names than the page. */
export function textWidth(label: string, { size = USUAL_SIZE, isBold = false }: LabelFont = {}): number {
  if (ruler === null) return (roughWidth(label) * size * (isBold ? BOLDER : 1)) / USUAL_SIZE;
  const widths = [PAGE_FAMILY, PAPER_FAMILY].map((family) => {
    ruler.font = `${isBold ? BOLD_WEIGHT : 400} ${size}px ${family}`;
    return ruler.measureText(label).width;
  });
  return Math.max(...widths);
}

const BOLDER = 1.12;
/** Letters and signs stand below it; pictures, ideographs and syllables, which are square, from here on. */
const FIRST_SQUARE = 0x2600;

/** A guess on the wide side, for browsers and tests without a canvas: the usual size, sorted by how wide characters are. */
const roughWidth = (label: string): number =>
  charactersOf(label).reduce((sum, character) => sum + roughWidthOf(character), 0);

function roughWidthOf(character: string): number {
  if ((character.codePointAt(0) ?? 0) >= FIRST_SQUARE) return 13;
  if (/^[ .,:;'|!()[\]fijlrt-]/.test(character)) return 4.2;
  if (/^[MW@%]/.test(character)) return 12;
  if (/^[mw]/.test(character)) return 10.5;
  return /^[\p{Lu}…]/u.test(character) ? 8 : 6.4;
}

/** The characters as a reader counts them, an accent or a joined picture included. */
function charactersOf(label: string): readonly string[] {
  // Latin letters need no segmenter, which takes its time, and some browsers have none.
  if (/^[ -ɏ]*$/.test(label) || typeof Intl.Segmenter === 'undefined') return Array.from(label);
  return Array.from(new Intl.Segmenter().segment(label), ({ segment }) => segment);
}

/** Cuts a label that would be wider than `pixels`; empty where not even its first character has room. */
export const fitted = (label: string, pixels: number, font?: LabelFont): string =>
  cut(label, pixels, font, (characters, count) => [...characters.slice(0, count), '…']);

/** The same of a name, shortened in the middle: names often differ in their last letters. */
export const fittedName = (name: string, pixels: number, font?: LabelFont): string =>
  cut(name, pixels, font, (characters, count) => [
    ...characters.slice(0, Math.ceil(count / 2)),
    '…',
    ...characters.slice(characters.length - Math.floor(count / 2)),
  ]);

/** The label, or the most characters that `partsOf` keeps within the room. */
function cut(
  label: string,
  pixels: number,
  font: LabelFont | undefined,
  partsOf: (characters: readonly string[], count: number) => readonly string[],
): string {
  if (textWidth(label, font) <= pixels) return label;
  const characters = charactersOf(label);
  let [most, tooMany] = [0, characters.length];
  while (tooMany - most > 1) {
    const count = Math.floor((most + tooMany) / 2);
    if (textWidth(partsOf(characters, count).join(''), font) <= pixels) most = count;
    else tooMany = count;
  }
  return most === 0 ? '' : partsOf(characters, most).join('');
}

/** Words in lines that fit; a word that is wider than a line is cut in pieces. */
export function linesOf(words: string, pixels: number, font: LabelFont): readonly string[] {
  const isFitting = (line: string) => textWidth(line.trimEnd(), font) <= pixels;
  const lines: string[] = [];
  let line = '';
  const pieces = words.split(/(?<= )/u).flatMap((word) => (isFitting(word) ? [word] : charactersOf(word)));
  for (const piece of pieces) {
    if (line !== '' && !isFitting(line + piece)) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}
