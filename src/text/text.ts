/** The one catalogue of texts. A second language is a second module of the same shape as `en/catalogue.ts`. */
// biome-ignore lint/performance/noReExportAll: a namespace, of which bundlers keep what is used.
export * as text from './en/catalogue.ts';
