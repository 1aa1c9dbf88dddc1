/** The texts of presets: a part of the catalogue that is loaded with them. */
export { presetNames, presetText } from './en/presets.ts';
