/**
 * `npm start`: from a fresh clone to a page in the browser. Installs what is missing, builds, serves, and prints the
 * address. Plain Node without dependencies, because at first there are none.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing } from './install.mjs';
import { serve } from './server.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const firstPort = 4173;

await installMissing(root);
const { build } = await import('vite');
await build({ root, logLevel: 'warn' });
const server = await serve(join(root, 'dist'), firstPort);
process.stdout.write(`\n  AdaTT Playground: ${server.url}\n  Ctrl+C stops it.\n\n`);
