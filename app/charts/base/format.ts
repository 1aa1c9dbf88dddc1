/** How wide labels of pictures are, and labels cut to the room there is. */

/** About as wide, in pixels, as a label of a picture is. */
export const roughWidth = (label: string): number =>
  charactersOf(label).reduce((sum, character) => sum + widthOf(character), 0);

const ELLIPSIS = '…';
const ELLIPSIS_WIDTH = 8;
/** Below it stand letters and signs; from here on pictures, ideographs and syllables, which are square. */
const FIRST_SQUARE = 0x2600;

/** At the usual size of text in pictures. */
function widthOf(character: string): number {
  if ((character.codePointAt(0) ?? 0) >= FIRST_SQUARE) return 13;
  if (/^[ .,:;'|!()[\]fijlrt-]/.test(character)) return 4.2;
  if (/^[MW@%]/.test(character)) return 12;
  if (/^[mw]/.test(character)) return 10.5;
  return /^\p{Lu}/u.test(character) ? 8 : 6.4;
}

/** What a reader takes for one character, an accent or a joined picture included. */
function charactersOf(label: string): readonly string[] {
  // Latin letters need no segmenter, which takes its time, and some browsers have none.
  if (/^[ -ɏ]*$/.test(label) || typeof Intl.Segmenter === 'undefined') return Array.from(label);
  return Array.from(new Intl.Segmenter().segment(label), ({ segment }) => segment);
}

/** How many of `characters` fit in `pixels`, from the first on. */
function numFitting(characters: readonly string[], pixels: number): number {
  let rest = pixels;
  const last = characters.findIndex((character) => {
    rest -= widthOf(character);
    return rest < 0;
  });
  return last < 0 ? characters.length : last;
}

/** Cuts a label that would be wider than `pixels`; empty where not even its first character has room. */
export function fitted(label: string, pixels: number): string {
  if (roughWidth(label) <= pixels) return label;
  const characters = charactersOf(label);
  const count = numFitting(characters, pixels - ELLIPSIS_WIDTH);
  return count === 0 ? '' : `${characters.slice(0, count).join('')}${ELLIPSIS}`;
}

/** The same of a name, shortened in the middle: names often differ in their last letters. */
export function fittedName(name: string, pixels: number): string {
  if (roughWidth(name) <= pixels) return name;
  const characters = charactersOf(name);
  // In the order in which they are kept: the first, the last, the second …
  const inOrder = characters.map(
    (_, index) => characters.at(index % 2 === 0 ? index / 2 : -(index + 1) / 2) ?? '',
  );
  const count = numFitting(inOrder, pixels - ELLIPSIS_WIDTH);
  const [numFirst, numLast] = [Math.ceil(count / 2), Math.floor(count / 2)];
  if (count === 0) return '';
  return [...characters.slice(0, numFirst), ELLIPSIS, ...characters.slice(characters.length - numLast)].join(
    '',
  );
}
