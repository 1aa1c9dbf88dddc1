/**
 * A static file server in plain Node for the built page: for `npm start` and for the tests. It knows the page's content
 * security policy and nothing else about the page. It sends no isolation headers (COOP, COEP): the page needs none.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

/** The policy the page lives under; the build writes the same one into the page itself. */
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

/** @type {Readonly<Record<string, string>>} */
const contentTypes = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** How many ports above the first are tried before giving up. */
const portsTried = 100;

/**
 * Serves `root` on the first free port from `firstPort` up (0: any free port), to this machine only.
 *
 * @param {string} root absolute path of a folder
 * @param {number} firstPort
 * @returns {Promise<{ readonly url: string; readonly close: () => Promise<void> }>} `url` ends with a slash
 */
export async function serve(root, firstPort) {
  const server = createServer((request, response) => {
    answer(root, request, response).catch(() => refuse(response, 500));
  });
  const port = await listenFrom(server, firstPort, firstPort === 0 ? 0 : firstPort + portsTried);
  return {
    url: `http://localhost:${port}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {number} lastPort
 * @returns {Promise<number>}
 */
async function listenFrom(server, port, lastPort) {
  try {
    return await listen(server, port);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken || port >= lastPort) throw error;
    return listenFrom(server, port + 1, lastPort);
  }
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<number>}
 */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/**
 * @param {string} root
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(root, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
  const path = pathOf(root, request.url ?? '/');
  if (path === null) return refuse(response, 400);
  const file = await fileAt(path);
  if (file === null) return refuse(response, 404);
  response.writeHead(200, {
    'content-type': contentTypes[extname(file.path)] ?? 'application/octet-stream',
    'content-length': file.numBytes,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  });
  if (request.method === 'HEAD') return response.end();
  createReadStream(file.path)
    .on('error', () => response.destroy())
    .pipe(response);
}

/**
 * The file a request may see: inside `root`, or null when the address is malformed or leads out of it. The query is
 * dropped unread, so that a damaged link still opens the page.
 *
 * @param {string} root
 * @param {string} url
 * @returns {string | null}
 */
function pathOf(root, url) {
  try {
    const path = normalize(join(root, decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '/')));
    const isInside = path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
    return isInside && !path.includes('\0') ? path : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} path
 * @returns {Promise<{ readonly path: string; readonly numBytes: number } | null>}
 */
async function fileAt(path) {
  const entry = await stat(path).catch(() => null);
  if (entry?.isDirectory()) return fileAt(join(path, 'index.html'));
  return entry?.isFile() ? { path, numBytes: entry.size } : null;
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 */
function refuse(response, status) {
  if (response.headersSent) response.destroy();
  else response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${status}\n`);
}
