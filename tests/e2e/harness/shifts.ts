/** Shifts of the layout, by the measure of the browsers; also of what follows an input. */
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    shifts: number[];
  }
}

/** An init script, or called in the page later: then with those that were before, or without. */
export function watchShifts(isFromStart = true): void {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if ('value' in entry) window.shifts.push(Number(entry.value));
  }).observe({ type: 'layout-shift', buffered: isFromStart });
}

export const shiftsOf = (page: Page): Promise<readonly number[]> => page.evaluate(() => window.shifts);
