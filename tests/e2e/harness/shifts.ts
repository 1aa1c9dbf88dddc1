/** Shifts of the layout, by the measure of the browsers; also of what follows an input. */
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    shifts: number[];
    unaskedShifts: number[];
  }
}

/** An init script, or called in the page later: then with those that were before, or without. */
export function watchShifts(isFromStart = true): void {
  window.shifts = [];
  window.unaskedShifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!('value' in entry) || !('hadRecentInput' in entry)) continue;
      window.shifts.push(Number(entry.value));
      if (entry.hadRecentInput === false) window.unaskedShifts.push(Number(entry.value));
    }
  }).observe({ type: 'layout-shift', buffered: isFromStart });
}

export const shiftsOf = (page: Page): Promise<readonly number[]> => page.evaluate(() => window.shifts);

/** Without those within half a second of an input, as browsers count. */
export const unaskedShiftsOf = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => window.unaskedShifts);
