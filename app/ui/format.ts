/** Amounts as the page prints them. Numbers of charts are in charts/format.ts. */
import { text } from '../../src/text/text.ts';

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 2 });

const words = text.app.amounts;

export const formatCount = (count: number): string => whole.format(count);

/** Two digits below 10, whole numbers from there on. */
export const formatSpeed = (stepsPerSecond: number): string =>
  stepsPerSecond < 10 ? short.format(stepsPerSecond) : whole.format(stepsPerSecond);

export function formatDuration(seconds: number): string {
  if (seconds < 90) return words.seconds(whole.format(Math.ceil(seconds)));
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return words.minutes(whole.format(minutes));
  return words.hours(short.format(minutes / 60));
}

export const formatMegabytes = (numBytes: number): string => words.megabytes(short.format(numBytes / 1e6));

const percent = new Intl.NumberFormat('en-GB', {
  style: 'percent',
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});

/** "+26.3 %", "−2 %". */
export const formatSignedPercent = (share: number): string =>
  percent.format(share).replace('-', '−').replace('%', '\u202f%');

/** Milliseconds with two significant digits. */
export const formatMs = (ms: number): string => words.milliseconds(short.format(ms));
