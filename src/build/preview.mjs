/**
 * Serves a built page with Vite's preview: for `npm start` and for the tests. It knows the page's content security policy and
 * nothing else about the page. It sends no isolation headers (COOP, COEP): the page needs none.
 */
import { access, constants, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { preview } from 'vite';

/** The content security policy the page lives under: written into the built page, and sent as a header by `npm start`. */
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
 * Serves `folder` on the first free port from `port` up (0: any free port), to this machine only.
 *
 * @param {string} folder absolute path
 * @param {number} port
 * @returns {Promise<{ readonly url: string; readonly close: () => Promise<void> }>} `url` ends with a slash
 */
export async function servePage(folder, port) {
  const outDir = await realpath(folder);
  const server = await preview({
    root: dirname(outDir),
    configFile: false,
    envDir: false,
    // The page has one address: any other that names no file is a 404, not the page.
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
 * Lets Vite see requests for files of the folder, and nothing else. By itself it follows symbolic links, shows hidden files,
 * answers any method, and ends at an unreadable file and at a malformed address such as `/%.html`.
 *
 * @param {string} folder
 * @returns {import('vite').Plugin}
 */
function guardOf(folder) {
  return {
    name: 'guard',
    configurePreviewServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        // The query is dropped unread, so that a damaged link still opens the page.
        const [path = '/'] = (request.url ?? '/').split(/[?#]/, 1);
        request.url = path.endsWith('/') ? `${path}index.html` : path;
        statusOf(folder, request.method, request.url).then((status) => {
          // Their names change with what is in them.
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

/**
 * True when there is a readable file, with no symbolic link on the way.
 *
 * @param {string} path
 */
async function isOwnFile(path) {
  try {
    await access(path, constants.R_OK);
    return (await realpath(path)) === path && (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/**
 * The path as people write it; null when it is malformed or leads upward. An escaped `/` belongs to no file name; Vite does not decode it.
 *
 * @param {string} path
 */
function decodedPath(path) {
  try {
    const decoded = decodeURIComponent(path);
    const isPlain = decoded === decodeURI(path) && !/(^|[/\\])[.]{2}([/\\]|$)|\0/.test(decoded);
    return isPlain ? decoded : null;
  } catch {
    return null;
  }
}
