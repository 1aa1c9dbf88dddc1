import { expect } from 'vitest';
import { type Preset, presetOfId } from '../../../src/teach/presets/presets.ts';

export const presetNamed = (id: string): Preset => presetOfId(id) ?? expect.fail(`There is no preset ${id}.`);
