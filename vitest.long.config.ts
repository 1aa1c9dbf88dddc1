/** Checks that take long, or need more than Chromium: commands of their own, no part of `npm test`. */
import { defineConfig } from 'vitest/config';
import { ofBuiltPage } from './vitest.config.ts';

export default defineConfig({
  test: {
    reporters: ['verbose'],
    projects: [
      {
        test: {
          name: 'engines',
          include: ['tests/long/engines/*.test.ts'],
          ...ofBuiltPage,
          retry: 0,
          testTimeout: 300_000,
          // Node 20 has the socket of browsers, but hides it.
          execArgv: ['--experimental-websocket'],
        },
      },
    ],
  },
});
