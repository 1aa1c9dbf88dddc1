/** The texts of the correlation editor: a part of the catalogue that is loaded with what shows them. */
export { correlationText } from './en/correlation.ts';
