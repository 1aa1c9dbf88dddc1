/** Amounts with their units as the page prints them. */
import { formatCount, formatShort } from '../../src/text/format.ts';
import { text } from '../../src/text/text.ts';

const words = text.app.amounts;

export function formatDuration(seconds: number): string {
  if (seconds < 90) return words.seconds(formatCount(Math.ceil(seconds)));
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return words.minutes(formatCount(minutes));
  return words.hours(formatShort(minutes / 60));
}

export const formatMegabytes = (numBytes: number): string => words.megabytes(formatShort(numBytes / 1e6));

export const formatMs = (ms: number): string => words.milliseconds(formatShort(ms));

export const withUnbrokenPercent = (sentence: string): string => sentence.replaceAll(' %', '\u00a0%');
