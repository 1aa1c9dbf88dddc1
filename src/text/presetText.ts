/** The texts of presets: a part of the catalogue that is loaded with them. */
export { presetGalleryText, presetNames, presetText } from './en/presets.ts';
