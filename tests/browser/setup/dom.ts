/** Component tests without a browser: components are taken down after each test. */
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);

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
