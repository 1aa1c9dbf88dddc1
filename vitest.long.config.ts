/** Checks that take long, measure time, or need more than Chromium: commands of their own, no part of `npm test`. */
import { defineConfig } from 'vitest/config';
import { assemblyScriptForVite } from './src/build/assemblyScript.mjs';
import { wasmPathsInNode } from './src/build/bundle.mjs';
import { chineseMode, textsOf } from './src/build/languages.mjs';
import { inChromium, inNode, ofBuiltPage } from './vitest.config.ts';

/** A part of `npm run test:bytes`; they run one after the other. */
const bytesPart = (part: string, groupOrder: number) => ({
  name: `bytes ${part}`,
  include: [`tests/long/bytes/*.${part}.test.ts`],
  testTimeout: 300_000,
  sequence: { groupOrder },
});

/** Node 20 has the socket of browsers, but hides it. */
const socketOfBrowsers = { execArgv: ['--experimental-websocket'] };

/** `PAGE_LANGUAGE=zh npm run screenshots`: the Chinese page, found by its own words. */
const isChinese = process.env['PAGE_LANGUAGE'] === chineseMode;

export default defineConfig({
  ...(isChinese ? { resolve: { alias: textsOf(chineseMode, import.meta.dirname) } } : {}),
  plugins: [assemblyScriptForVite(), wasmPathsInNode()],
  worker: { format: 'es', plugins: () => [assemblyScriptForVite()] },
  test: {
    reporters: ['verbose'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { ...bytesPart('node', 0), ...inNode } },
      {
        extends: true,
        optimizeDeps: { entries: ['src/worker.ts', 'tests/long/bytes/*.browser.test.ts'] },
        test: { ...bytesPart('browser', 1), browser: inChromium },
      },
      {
        extends: true,
        test: { ...bytesPart('compared', 2), include: ['tests/long/bytes/compared.test.ts'] },
      },
      {
        extends: true,
        optimizeDeps: { entries: ['src/worker.ts', 'tests/long/webgpu/*.browser.test.ts'] },
        test: {
          name: 'webgpu',
          include: ['tests/long/webgpu/*.browser.test.ts'],
          setupFiles: ['tests/browser/setup/quietConsole.ts'],
          browser: { ...inChromium, instances: [{ browser: 'chromium' }] },
        },
      },
      {
        extends: true,
        test: {
          name: 'timing',
          include: ['tests/e2e/timing/*.e2e.test.ts'],
          ...ofBuiltPage,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: { name: 'looks', include: ['tests/long/looks/*.test.ts'], ...ofBuiltPage, maxWorkers: 2 },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          include: ['tests/long/pages/*.e2e.test.ts'],
          ...ofBuiltPage,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: { name: 'soak', include: ['tests/long/soak/*.test.ts'], ...ofBuiltPage },
      },
      {
        extends: true,
        test: {
          name: 'pytorch',
          ...inNode,
          include: ['tests/pytorch/*.test.ts', 'tests/long/pytorch/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'engines',
          include: ['tests/long/engines/*.test.ts'],
          ...ofBuiltPage,
          testTimeout: 300_000,
          ...socketOfBrowsers,
        },
      },
      {
        extends: true,
        test: {
          name: 'gpus',
          include: ['tests/long/gpus/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
          // A GPU that the processor emulates takes minutes for what others do in one.
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
          ...socketOfBrowsers,
        },
      },
      {
        extends: true,
        test: {
          name: 'gpus planted',
          include: ['tests/long/gpus/*.browser.test.ts'],
          // Vitest writes the project's name into what it is given.
          browser: { ...inChromium, instances: [{ browser: 'chromium' }] },
        },
      },
    ],
  },
});
