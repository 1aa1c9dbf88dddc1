/** Measures the width of labels in pictures, and cuts labels to the room there is. */

interface LabelFont {
  readonly size?: number;
  readonly isBold?: boolean;
}

const DEFAULT_FONT_SIZE = 11;
// `PAPER_FAMILY`, for saved pictures, lists fonts that other programs have, too.
const PAGE_FAMILY = 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif';
export const PAPER_FAMILY = 'arial, helvetica, "Liberation Sans", sans-serif';
const BOLD_WEIGHT = 600;

const measuringContext =
  typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('2d');

/** Pixels of a label, the wider of page and saved picture, so that both cut the same names. */
export function textWidth(
  label: string,
  { size = DEFAULT_FONT_SIZE, isBold = false }: LabelFont = {},
): number {
  if (measuringContext === null)
    return (estimatedWidth(label) * size * (isBold ? BOLD_WIDTH_FACTOR : 1)) / DEFAULT_FONT_SIZE;
  const widths = [PAGE_FAMILY, PAPER_FAMILY].map((family) => {
    measuringContext.font = `${isBold ? BOLD_WEIGHT : 400} ${size}px ${family}`;
    return measuringContext.measureText(label).width;
  });
  return Math.max(...widths);
}

const BOLD_WIDTH_FACTOR = 1.12;
// Symbols, ideographs and syllables from here on are about square.
const FIRST_SQUARE_CODE_POINT = 0x2600;

const estimatedWidth = (label: string): number =>
  charactersOf(label).reduce((sum, character) => sum + estimatedCharacterWidth(character), 0);

function estimatedCharacterWidth(character: string): number {
  if ((character.codePointAt(0) ?? 0) >= FIRST_SQUARE_CODE_POINT) return 13;
  if (/^[ .,:;'|!()[\]fijlrt-]/.test(character)) return 4.2;
  if (/^[MW@%]/.test(character)) return 12;
  if (/^[mw]/.test(character)) return 10.5;
  return /^[\p{Lu}…]/u.test(character) ? 8 : 6.4;
}

function charactersOf(label: string): readonly string[] {
  // No segmenter for Latin letters: it is slow, and some browsers have none.
  if (/^[ -ɏ]*$/.test(label) || typeof Intl.Segmenter === 'undefined') return Array.from(label);
  return Array.from(new Intl.Segmenter().segment(label), ({ segment }) => segment);
}

export const fittedLabel = (label: string, pixels: number, font?: LabelFont): string =>
  cutLabel(label, pixels, font, (characters, count) => [...characters.slice(0, count), '…']);

/** Cuts in the middle: names often differ in their last letters. */
export const fittedName = (name: string, pixels: number, font?: LabelFont): string =>
  cutLabel(name, pixels, font, (characters, count) => [
    ...characters.slice(0, Math.ceil(count / 2)),
    '…',
    ...characters.slice(characters.length - Math.floor(count / 2)),
  ]);

function cutLabel(
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

export function wrappedLinesOf(words: string, pixels: number, font: LabelFont): readonly string[] {
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
