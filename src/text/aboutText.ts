/** The texts about the page: a part of the catalogue that is loaded with what shows them. */
export { aboutText } from './en/about.ts';
