/** Presets are loaded after the first paint, before anyone opens their menu. */
import { lazy } from 'react';

const loadPresets = () => import('./presetParts.ts');

export const PresetChoices = lazy(async () => ({ default: (await loadPresets()).PresetChoices }));
export const PresetHint = lazy(async () => ({ default: (await loadPresets()).PresetHint }));
