/**
 * The kinds of tests of `npm test`. Checks and tests in Node, in jsdom and of the engine in a browser use every core; then come those
 * of the built page.
 */
import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { assemblyScriptForVite } from './src/build/assemblyScript.mjs';
import { wasmPathsInNode } from './src/build/bundle.mjs';
import { commandFlags } from './src/build/nodeProcess.mjs';
import { CountReporter } from './tests/countReporter.ts';
import { chromiumFlags, chromiumPath } from './tests/e2e/harness/chromium.mjs';

const executablePath = chromiumPath();

/** Starting a process and loading modules takes longer than most files, so files share processes; each puts back what it changes. */
const sharedProcesses = {
  isolate: false,
  maxWorkers: availableParallelism(),
  sequence: { groupOrder: 0 },
};

/** Each loads another copy of the engine, or none. */
const alone = ['tests/checks.test.ts', 'tests/unit/contributing.test.ts'];

/**
 * Hundreds of files in one process make many objects that die young, and most of their code runs a few times: with room for the ones and the
 * other compiled at once, though not well, they take a fifth less processor time.
 */
const flagsOfTests = [...commandFlags(), '--max-semi-space-size=64', '--always-sparkplug'];

export const inNode = {
  environment: 'node',
  execArgv: flagsOfTests,
  // TensorFlow.js publishes its gradients as modules that Node alone cannot import.
  server: { deps: { inline: [/@tensorflow/] } },
};

export const ofBuiltPage = {
  globalSetup: ['tests/e2e/harness/serveDist.ts'],
  execArgv: commandFlags(),
  // Each question takes the page time that it would train in.
  expect: { poll: { interval: 100 } },
  // All files of a process share its browser.
  isolate: false,
};

export const inChromium = {
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      args: chromiumFlags({ webgpu: true }),
    },
  }),
  instances: [{ browser: 'chromium' as const }],
};

export default defineConfig({
  plugins: [react(), assemblyScriptForVite(), wasmPathsInNode()],
  worker: { format: 'es', plugins: () => [assemblyScriptForVite()] },
  test: {
    // Two busy cores are slow; nothing here should ever come near these.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', new CountReporter()],
    tags: [{ name: 'thorough', description: 'Part of `npm run test:all` only.' }],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          ...inNode,
          include: ['tests/{unit,golden}/**/*.test.ts'],
          exclude: ['**/*.dom.test.*', ...alone],
          ...sharedProcesses,
        },
      },
      {
        extends: true,
        test: { name: 'alone', ...inNode, include: alone, ...sharedProcesses, isolate: true },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'jsdom',
          execArgv: flagsOfTests,
          include: ['tests/**/*.dom.test.{ts,tsx}'],
          // Listed, not imported by one another: what a shared process has imported before adds no hooks to the next file.
          setupFiles: ['quickDom', 'quietConsole', 'dom'].map((name) => `tests/browser/setup/${name}.ts`),
          css: { modules: { classNameStrategy: 'non-scoped' } },
          ...sharedProcesses,
        },
      },
      {
        extends: true,
        // Found and bundled before the first test: a package discovered later reloads the page under the tests.
        optimizeDeps: {
          entries: ['app/main.tsx', 'src/worker.ts', 'tests/browser/**/*.browser.test.ts'],
          include: ['react-dom/client', 'zustand', 'zustand/vanilla'],
        },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.browser.test.{ts,tsx}'],
          setupFiles: ['tests/browser/setup/quietConsole.ts'],
          // Beside those in Node, since one page leaves cores idle; never two pages, which would wait for the same GPU process.
          maxWorkers: sharedProcesses.maxWorkers,
          sequence: sharedProcesses.sequence,
          browser: { ...inChromium, fileParallelism: false },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.test.ts'],
          exclude: ['tests/e2e/timing/**'],
          ...ofBuiltPage,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
