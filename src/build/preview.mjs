/** Serves a built page with Vite's preview, for `npm start` and tests, without isolation headers. */
import { access, constants, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { preview } from 'vite';

// Written into the built page, and sent as a header.
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * @param {string} folder absolute path
 * @param {number} port or the next free one; 0: any
 * @returns {Promise<{ readonly url: string; readonly close: () => Promise<void> }>} `url` ends with a slash
 */
export async function servePage(folder, port) {
  const outDir = await realpath(folder);
  const server = await preview({
    root: dirname(outDir),
    configFile: false,
    envDir: false,
    // Unknown addresses are 404, not the page.
    appType: 'mpa',
    build: { outDir },
    logLevel: 'warn',
    plugins: [guardOf(outDir)],
    preview: {
      host: 'localhost',
      port,
      cors: false,
      headers: { 'content-security-policy': contentSecurityPolicy, 'x-content-type-options': 'nosniff' },
    },
  });
  return { url: server.resolvedUrls?.local[0] ?? '', close: server.close };
}

/**
 * Vite by itself follows symbolic links, shows hidden files, answers any method, and crashes at unreadable
 * files and addresses such as `/%.html`.
 * @param {string} folder
 * @returns {import('vite').Plugin}
 */
function guardOf(folder) {
  return {
    name: 'guard',
    configurePreviewServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        // Removes the query without decoding it, so that damaged links still open the page.
        const [path = '/'] = (request.url ?? '/').split(/[?#]/, 1);
        request.url = path.endsWith('/') ? `${path}index.html` : path;
        statusOf(folder, request.method, request.url).then((status) => {
          // Hashed file names may be cached for ever.
          if (status === 200 && path.includes('/assets/'))
            response.setHeader('cache-control', 'max-age=31536000, immutable');
          if (status === 200) next();
          else response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${status}\n`);
        }, next);
      });
    },
  };
}

/**
 * @param {string} folder
 * @param {string | undefined} method
 * @param {string} path
 */
async function statusOf(folder, method, path) {
  if (method !== 'GET' && method !== 'HEAD') return 405;
  const decoded = decodedPath(path);
  if (decoded === null) return 400;
  return !decoded.includes('/.') && (await isOwnFile(join(folder, decoded))) ? 200 : 404;
}

/** @param {string} path */
async function isOwnFile(path) {
  try {
    await access(path, constants.R_OK);
    return (await realpath(path)) === path && (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** @param {string} path */
function decodedPath(path) {
  try {
    const decoded = decodeURIComponent(path);
    // Rejects an escaped `/`, which no file name contains and Vite does not decode.
    const isPlain = decoded === decodeURI(path) && !/(^|[/\\])[.]{2}([/\\]|$)|\0/.test(decoded);
    return isPlain ? decoded : null;
  } catch {
    return null;
  }
}
