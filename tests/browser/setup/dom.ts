/** Component tests without a browser: components are taken down after each test, and the console stays empty. */
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';
import './quietConsole.ts';

afterEach(cleanup);

// jsdom has no pointers to capture.
Element.prototype.setPointerCapture ??= () => undefined;
