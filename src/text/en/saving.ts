/** English texts: the menu of a picture or table. */

export const savingText = {
  standaloneName: 'adatt-playground.html',
  standaloneSaved: (size: string) =>
    `Saved: ${size}. The file has the page, this set-up and its result, and needs no network.`,
  save: 'Save',
  saveTitle: (title: string) => `Save ${title}`,
  png: 'Picture (PNG)',
  svg: 'Drawing (SVG)',
  csv: 'Numbers (CSV)',
  json: 'Numbers (JSON)',
  madeWith: (page: string, release: string) => `Made with ${page} ${release}. Train it again:`,
  saveFailed: 'It could not be saved. Try another format.',
  table: 'Table',
  hideTable: 'Hide the table',
} as const;
