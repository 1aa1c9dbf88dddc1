/** Component tests without a browser: components are taken down after each test. */
import { cleanup } from '@testing-library/react';
import * as React from 'react';
import { afterAll, afterEach, vi } from 'vitest';

afterEach(cleanup);

// A module that is still on its way when the file ends would fail for the files after it, which share this process.
afterAll(() => vi.dynamicImportSettled());

// React notes where each element was made, for a debugger, until it has noted many: a tenth of the time of these tests.
const internals = Reflect.get(React, '__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE');
Object.defineProperty(internals, 'recentlyCreatedOwnerStacks', {
  get: () => Number.POSITIVE_INFINITY,
  set: () => undefined,
  configurable: true,
});

// jsdom has no pointers to capture.
Element.prototype.setPointerCapture ??= () => undefined;

const labelled = [HTMLButtonElement, HTMLInputElement, HTMLProgressElement, HTMLSelectElement];

// Those of jsdom ask each label of the page to look for its control, for every element that a query looks at.
for (const { prototype } of labelled) Object.defineProperty(prototype, 'labels', { get: labelsOf });

function labelsOf(this: HTMLElement): readonly HTMLLabelElement[] {
  if (this.id === '' && this.closest('label') === null) return [];
  const isOfThis = (label: HTMLLabelElement) =>
    label.htmlFor === '' ? label.contains(this) && label.control === this : label.htmlFor === this.id;
  return [...this.ownerDocument.getElementsByTagName('label')].filter(isOfThis);
}
