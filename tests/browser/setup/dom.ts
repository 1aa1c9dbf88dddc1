/** Component tests without a browser: components are taken down after each test. */
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);

// jsdom has no pointers to capture.
Element.prototype.setPointerCapture ??= () => undefined;
