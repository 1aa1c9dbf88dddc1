/** A visitor whose system asks for less motion. */
import { onTestFinished } from 'vitest';

/** Until the end of the test. */
export function setLessMotion(): void {
  const before = window.matchMedia;
  window.matchMedia = (query) => ({
    matches: query.includes('prefers-reduced-motion'),
    media: query,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
    addEventListener: () => {},
    removeEventListener: () => {},
    dispatchEvent: () => true,
  });
  onTestFinished(() => {
    window.matchMedia = before;
  });
}
