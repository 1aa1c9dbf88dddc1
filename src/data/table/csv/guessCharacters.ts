/** Guesses the character set of a file from a part with letters beyond English. */
import { type CharacterSet, characterSets } from '../table.ts';

interface Guess {
  readonly characters: CharacterSet;
  /** Finds letters that make sense where they stand. */
  readonly likely: RegExp;
  /** Finds letters that are most of a language. */
  readonly frequent?: RegExp;
}

const russian = {
  likely: /(?<![^\0-\x7f]|[A-Za-z])([Ѐ-ЯҐ]?[а-џґ]+|[Ѐ-ЯҐ]+)(?![^\0-\x7f]|[A-Za-z])/gu,
  frequent: /[оеаиінтсрвлк]/giu,
};

// Computed when a file needs it. Of equal guesses the first is taken.
const guesses = (): readonly Guess[] => [
  {
    characters: 'western',
    likely:
      /(?<![^\0-\x7f])[À-ÿŒœŠšŽžŸ€£§°©®«»–—‘’“”…·²³µ½¼¾¿¡ºª\u00a0](?![^\0-\x7f])|(?<=[a-z])[À-ÿ]{2}(?=[a-z])/giu,
  },
  { characters: 'cyrillic', ...russian },
  { characters: 'koi8', ...russian },
  twoByteGuess('chinese', [0xb0, 0xd7], 0xa1, '、。，：（）'),
  twoByteGuess('traditional', [0xa4, 0xc6], 0x40, '、。，：（）'),
  twoByteGuess('japanese', [0x88, 0x98], 0x40, '、。「」ぁ-んァ-ヶー・'),
  twoByteGuess('korean', [0xb0, 0xc8], 0xa1),
];

/** Letters in daily use; a Western letter that is misread has English letters beside it. */
function twoByteGuess(
  characters: CharacterSet,
  [first, last]: readonly [number, number],
  lowest: number,
  more = '',
): Guess {
  const bytes = [];
  for (let lead = first; lead <= last; lead++)
    for (let trail = lowest; trail <= 0xfe; trail++) bytes.push(lead, trail);
  const decoded = new TextDecoder(characterSets[characters]).decode(Uint8Array.from(bytes));
  const letters = `[${decoded.replaceAll(/[\0-\x7f\ufffd]/g, '')}${more}]+`;
  const [before, after] = ['(?<![a-z])', '(?![a-z])'];
  // Where English letters can be second bytes, neither side may have any.
  const isEnglishByte = lowest < 0x80;
  const pattern = isEnglishByte ? before + letters + after : `${before}${letters}|${letters}${after}`;
  return { characters, likely: new RegExp(pattern, 'giu') };
}

const MAX_DAMAGED_SHARE = 0.1;
const MIN_SHARE = 0.5;
const USUAL_FREQUENT_SHARE = 0.6;
const EQUAL_SHARES = 0.05;
// So many different Korean letters are hardly Chinese ones, which lie among others.
const MIN_KOREAN_LETTERS = 8;

/** The most likely set, then others that fit as well. */
export function guessedCharacterSets(bytes: Uint8Array): readonly CharacterSet[] {
  if (shareOf(new TextDecoder().decode(bytes), /\ufffd/g) <= MAX_DAMAGED_SHARE) return ['unicode'];
  const scores = guesses().map((guess) => ({ ...guess, score: scoreOf(guess, bytes) }));
  const best = Math.max(...scores.map(({ score }) => score));
  const found = scores.filter(({ score }) => score >= MIN_SHARE && score > best - EQUAL_SHARES);
  return found.length === 0 ? ['western'] : found.map(({ characters }) => characters);
}

function scoreOf({ characters, likely, frequent }: Guess, bytes: Uint8Array): number {
  const isStrict = characters !== 'western';
  try {
    const decoder = new TextDecoder(characterSets[characters], { fatal: isStrict });
    const decoded = decoder.decode(bytes, { stream: true });
    const isKorean = characters === 'korean' && new Set(decoded.match(/[가-힣]/g)).size >= MIN_KOREAN_LETTERS;
    const usual = frequent === undefined ? 1 : shareOf(decoded, frequent) / USUAL_FREQUENT_SHARE;
    return shareOf(decoded, likely) * Math.min(1, usual) + (isKorean ? EQUAL_SHARES : 0);
  } catch {
    return 0;
  }
}

function shareOf(decoded: string, likely: RegExp): number {
  const numLikely = (decoded.match(likely) ?? []).join('').length;
  return numLikely / Math.max(1, (decoded.match(/[^\0-\x7f]/g) ?? []).length);
}
