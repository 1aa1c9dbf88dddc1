/** Implements `npm run licences`: lists bundled packages with versions and licences. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { noticesFile } from './licenceNotices.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const result = await build({ root, logLevel: 'warn', build: { write: false } });
const outputs = Array.isArray(result) ? result : 'output' in result ? [result] : [];
const notices = outputs.flatMap(({ output }) => output).find(({ fileName }) => fileName === noticesFile);
if (notices?.type !== 'asset') throw new Error(`The build wrote no ${noticesFile}.`);
process.stdout.write(`${String(notices.source).split('\n\n', 1)[0]}\n`);
