/** Escapes text for Markdown: names from links may come from anybody. */

/** Characters with meaning in Markdown, HTML or extensions. */
const SIGNS = /[\\`*_[\]<>|~$&@#]|:(?=\/\/)|(?<=www)\./gi;

/** One line without any Markdown. */
export const escapedForMarkdown = (plain: string): string =>
  plain.replaceAll(/[\s\p{Cc}]+/gu, ' ').replaceAll(SIGNS, '\\$&');
