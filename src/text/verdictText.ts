/** The texts around an answer, in tables and sentences: a part of the catalogue that is loaded with what shows them. */
export { verdictText } from './en/verdict.ts';
