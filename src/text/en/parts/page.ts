/** English texts outside the catalogue: what a browser and a search engine read of the page before it runs, and a sign in numbers. */
export const pageText = {
  lang: 'en',
  title: 'AdaTT Playground',
  description:
    'Train AdaTT and rival multi-task architectures side by side in your browser, and see where sharing pays.',
  noScript: 'AdaTT Playground trains networks in your browser and needs JavaScript for it.',
  unopened: 'The page could not load its scripts: check the network and reload. In a frame it needs',
  openAlone: 'Open the page by itself',
} as const;

/** The sign after a share. Apart from the catalogue, which numbers do not know. */
export const percentSigns = { usual: ' %', narrow: '\u202f%' } as const;
