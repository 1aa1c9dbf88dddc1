/** English texts: what a browser and a search engine read of the page before it runs. */
export const pageText = {
  lang: 'en',
  title: 'AdaTT Playground',
  description:
    'Train AdaTT and rival multi-task architectures side by side in your browser, and see where sharing pays.',
  noScript: 'AdaTT Playground trains networks in your browser and needs JavaScript for it.',
  unopened: 'The page could not load its scripts: check the network and reload. In a frame it needs',
  openAlone: 'Open the page by itself',
} as const;
