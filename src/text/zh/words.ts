/** Spaces and lists of Chinese sentences. */

/**
 * Template tag that puts a space where Chinese meets Latin letters or digits at a value's edge, never inside
 * names.
 */
export function spaced(fixed: readonly string[], ...given: readonly (string | number)[]): string {
  const parts = fixed.flatMap((words, index) => [words, String(given[index] ?? '')]);
  return parts.reduce((said, part) => `${said}${needsSpace(said, part) ? ' ' : ''}${part}`);
}

const HAN = String.raw`\p{Script=Han}`;
const OTHER = String.raw`[\p{Script=Latin}\p{Script=Greek}\d%²]`;
const EDGE = new RegExp(`^(?:${HAN}(?:${OTHER}|[−+])|${OTHER}${HAN})$`, 'u');

/** True for two different scripts. */
const needsSpace = (left: string, right: string): boolean => EDGE.test(left.slice(-1) + right.slice(0, 1));

/** "A、B 和 C". */
export const listedInChinese = (names: readonly string[]): string => {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : spaced`${names.slice(0, -1).join('、')}和${last}`;
};
