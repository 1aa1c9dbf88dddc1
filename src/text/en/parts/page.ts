/** English texts: what a browser and a search engine read of the page before it runs. */
export const pageText = {
  lang: 'en',
  title: 'AdaTT Playground',
  description:
    'Train AdaTT and rival multi-task architectures side by side in your browser, and see where sharing pays.',
  noScript: 'AdaTT Playground trains networks in your browser and needs JavaScript for it.',
} as const;
