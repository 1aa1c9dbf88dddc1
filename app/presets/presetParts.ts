/** What shows presets, as one download with the presets themselves. */
export { PresetChoices } from './PresetChoices.tsx';
export { PresetHint } from './PresetHint.tsx';
