/**
 * English texts outside the catalogue: what browsers and search engines read before the page runs, and
 * percent signs.
 */
export const pageText = {
  lang: 'en',
  title: 'AdaTT Playground',
  description:
    'Train AdaTT and rival multi-task architectures side by side in your browser, and see where sharing pays.',
  noScript: 'AdaTT Playground trains networks in your browser and needs JavaScript for it.',
  unopened: 'The page could not load its scripts: check the network and reload. In a frame it needs',
  openAlone: 'Open the page by itself',
} as const;

// Numbers do not import the catalogue, so this is apart.
export const percentSigns = { usual: ' %', narrow: '\u202f%' } as const;
