/** The texts of differences between configurations: a part of the catalogue that is loaded with what shows them. */
export { differenceText } from './en/differences.ts';
