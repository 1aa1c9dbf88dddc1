/** Escapes text for Markdown: names from links may come from anybody. */

const MARKDOWN_CHARACTERS = /[\\`*_[\]<>|~$&@#]|:(?=\/\/)|(?<=www)\./gi;

export const escapedForMarkdown = (plain: string): string =>
  plain.replaceAll(/[\s\p{Cc}]+/gu, ' ').replaceAll(MARKDOWN_CHARACTERS, '\\$&');
