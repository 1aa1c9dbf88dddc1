/** What shows presets, as one download with the presets themselves. */
export { PresetGallery } from './PresetGallery.tsx';
export { PresetHint } from './PresetHint.tsx';
