/** Serves the built page once for all end-to-end tests; they read its address as `inject('pageUrl')`. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { servePage } from '../../../src/build/preview.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built page, with a slash at its end. */
    pageUrl: string;
  }
}

const dist = fileURLToPath(new URL('../../../dist', import.meta.url));

/** In a whole run the check of downloads builds the page after this, and before the first of these tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync(dist, { recursive: true });
  const server = await servePage(dist, 0);
  const language = process.env['PAGE_LANGUAGE'];
  project.provide('pageUrl', language === undefined ? server.url : `${server.url}${language}/`);
  return server.close;
}
