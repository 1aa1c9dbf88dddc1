/** Catalogue of texts. Another language is a module of the same shape as `en/catalogue.ts`. */
// biome-ignore lint/performance/noReExportAll: a namespace, of which bundlers keep what is used.
export * as text from './en/catalogue.ts';
