/** WebKitGTK over classic WebDriver: the engine of Safari, in the small browser that comes with it. */
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Engine, EngineKind } from './engine.ts';
import { expressionOf, keys } from './engine.ts';
import { programPathOf, type StartedProgram, startProgram } from './programs.ts';

const driver = programPathOf(['WebKitWebDriver']);
const browser = programPathOf(
  ['x86_64', 'aarch64'].flatMap((machine) =>
    ['4.1', '6.0'].map((api) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${api}/MiniBrowser`),
  ),
);
const screen = programPathOf(['Xvfb']);
const hasScreen = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;

interface Session {
  readonly sessionId: string;
  readonly capabilities: { readonly browserVersion: string };
}

/** A port that nothing listens on. */
function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

/** Asks the driver; rejects with what it says against it. */
async function ask<Result>(url: string, method: 'GET' | 'POST' | 'DELETE', body?: object): Promise<Result> {
  const response = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const { value } = (await response.json()) as { readonly value: Result };
  if (!response.ok) throw new Error(JSON.stringify(value));
  return value;
}

/** A screen that nobody sees; null: there is one. */
async function startScreen(): Promise<(StartedProgram & { readonly display: string }) | null> {
  if (hasScreen || screen === null) return null;
  const program = startProgram(screen, [
    '-displayfd',
    '1',
    '-screen',
    '0',
    '1280x1000x24',
    '-nolisten',
    'tcp',
  ]);
  return { ...program, display: `:${await program.says(/^(\d+)$/m)}` };
}

/** The driver, once it answers. */
async function startDriver(env: Readonly<Record<string, string>>) {
  const url = `http://127.0.0.1:${await freePort()}`;
  const { end } = startProgram(driver ?? '', [`--port=${new URL(url).port}`], env);
  const isReady = () => ask(`${url}/status`, 'GET').then(Boolean, () => false);
  for (let asked = 0; asked < 100 && !(await isReady()); asked++) await setTimeout(100);
  return { url, end };
}

async function launch(): Promise<Engine> {
  const display = await startScreen();
  const { url, end } = await startDriver(display === null ? {} : { DISPLAY: display.display });
  const options = { binary: browser, args: ['--automation'] };
  const wanted = { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } };
  const { sessionId, capabilities } = await ask<Session>(`${url}/session`, 'POST', wanted);
  const session = `${url}/session/${sessionId}`;
  await ask(`${session}/window/rect`, 'POST', { x: 0, y: 0, width: 1280, height: 950 });
  const navigate = (to: string) => ask(`${session}/url`, 'POST', { url: to });
  return {
    name: 'WebKitGTK',
    version: capabilities.browserVersion,
    open: async (to) => {
      await navigate('about:blank');
      await navigate(to);
    },
    evaluate: async (run, ...args) => {
      const script = { script: `return ${expressionOf(run, args)}`, args: [] };
      return JSON.parse(await ask<string>(`${session}/execute/sync`, 'POST', script));
    },
    press: async (key) => {
      const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value: keys[key] }));
      await ask(`${session}/actions`, 'POST', { actions: [{ type: 'key', id: 'keys', actions }] });
    },
    problems: null,
    close: async () => {
      await ask(session, 'DELETE');
      await end();
      await display?.end();
    },
  };
}

export const webkitEngine: EngineKind = {
  name: 'WebKitGTK',
  advice: 'apt-get install webkit2gtk-driver xvfb',
  launch: driver !== null && browser !== null && (hasScreen || screen !== null) ? launch : null,
};
