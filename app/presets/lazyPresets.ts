/** Presets are loaded after the first paint, before anyone opens their gallery. */
import { lazy } from 'react';

const loadPresets = () => import('./presetParts.ts');

export const PresetGallery = lazy(async () => ({ default: (await loadPresets()).PresetGallery }));
export const PresetHint = lazy(async () => ({ default: (await loadPresets()).PresetHint }));
