/** The texts of the time machine: a part of the catalogue that is loaded with what shows them. */
export { timeText } from './en/time.ts';
