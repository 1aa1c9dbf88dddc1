/** The download of the settings that few need. It comes after the first paint. */
import { lazyPart } from '../ui/Lazy.tsx';

export const settingsPart = lazyPart(() => import('./SettingsSections.tsx'));
