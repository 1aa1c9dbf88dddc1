/** Serves the page of this folder, in which anything can go wrong. */
import { fileURLToPath } from 'node:url';
import { servePage } from '../../../../src/build/preview.mjs';

export const serveFaults = () => servePage(fileURLToPath(new URL('.', import.meta.url)), 0);
