/** The texts of the commands: a part of the catalogue that the page need not load. */
export { cliText } from './en/cli.ts';
