/** Firefox over WebDriver BiDi, which it speaks without a driver. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, type EngineKind, expressionOf, keys, type LaunchOptions } from './engine.ts';
import { programPathOf, startProgram } from './programs.ts';

interface Message {
  readonly id?: number;
  readonly type: 'success' | 'error' | 'event';
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
  readonly method?: string;
  readonly params?: unknown;
}

/** A session of a browser. */
interface Bidi {
  /** Rejects with what the browser says against it, or when the socket closes. */
  readonly send: <Result>(method: string, params: object) => Promise<Result>;
  readonly close: () => void;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Connects to `url`; events that were subscribed to go to `onEvent`. */
async function connectBidi(url: string, onEvent: (method: string, params: unknown) => void): Promise<Bidi> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error(`There is nothing at ${url}.`)));
  });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const { id, type, result, error, message, method, params } = JSON.parse(data) as Message;
    if (type === 'event') return onEvent(method ?? '', params);
    const asked = waiting.get(id ?? 0);
    waiting.delete(id ?? 0);
    if (type === 'success') asked?.resolve(result);
    else asked?.reject(new Error(`${error}: ${message}`));
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The browser has closed the connection.'));
  });
  const send = <Result>(method: string, params: object): Promise<Result> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve: (result) => resolve(result as Result), reject });
      socket.send(JSON.stringify({ id: lastId, method, params }));
    });
  return { send, close: () => socket.close() };
}

const program = programPathOf(['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox']);

/** Where WebGPU is not on by default, and for adapters that are on no list. */
const gpuPreferences = ['dom.webgpu.enabled', 'dom.webgpu.workers.enabled', 'gfx.webgpu.ignore-blocklist']
  .map((name) => `user_pref("${name}", true);`)
  .join('\n');

interface Opened {
  readonly capabilities: { readonly browserVersion: string };
}

interface Tab {
  readonly context: string;
}

interface LogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly text: string;
}

interface Evaluated {
  readonly result?: { readonly value: string };
  readonly exceptionDetails?: { readonly text: string };
}

async function launch({ hasGpu = false }: LaunchOptions = {}): Promise<Engine> {
  const profile = await mkdtemp(join(tmpdir(), 'adatt-firefox-'));
  if (hasGpu) await writeFile(join(profile, 'user.js'), gpuPreferences);
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'];
  const { says, end } = startProgram(program ?? '', args);
  const url = await says(/WebDriver BiDi listening on (ws:\S+)/);
  const problems: string[] = [];
  const bidi = await connectBidi(`${url}/session`, (_method, params) => {
    const { level, text } = params as LogEntry;
    if (level === 'error' || level === 'warn') problems.push(`console ${level}: ${text}`);
  });
  const { capabilities } = await bidi.send<Opened>('session.new', { capabilities: {} });
  await bidi.send('session.subscribe', { events: ['log.entryAdded'] });
  // In the first tab the address bar has the focus, and keys press nothing on the page.
  const { context } = await bidi.send<Tab>('browsingContext.create', { type: 'tab' });
  const navigate = (url: string) => bidi.send('browsingContext.navigate', { context, url, wait: 'complete' });
  return {
    name: 'Firefox',
    version: capabilities.browserVersion,
    open: async (url) => {
      await navigate('about:blank');
      await navigate(url);
    },
    evaluate: async (run, ...args) => {
      const target = { context };
      const expression = expressionOf(run, args);
      const asked = { expression, target, awaitPromise: true };
      const { result, exceptionDetails } = await bidi.send<Evaluated>('script.evaluate', asked);
      if (result === undefined) throw new Error(exceptionDetails?.text);
      return JSON.parse(result.value);
    },
    press: async (key) => {
      const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value: keys[key] }));
      await bidi.send('input.performActions', { context, actions: [{ type: 'key', id: 'keys', actions }] });
    },
    problems,
    close: async () => {
      bidi.close();
      await end();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

export const firefoxEngine: EngineKind = {
  name: 'Firefox',
  advice: 'apt-get install firefox-esr',
  launch: program === null ? null : launch,
};
