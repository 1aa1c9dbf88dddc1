/** Plain words within Markdown. Names in them come from links that anybody may have written. */

/** Signs that mean something to Markdown, HTML or what is built on them. */
const SIGNS = /[\\`*_[\]<>|~$&@#]|:(?=\/\/)|(?<=www)\./gi;

/** Text on one line, with nothing in it that Markdown would read. */
export const escapedForMarkdown = (plain: string): string =>
  plain.replaceAll(/[\s\p{Cc}]+/gu, ' ').replaceAll(SIGNS, '\\$&');
