/** English texts: the gallery of presets, apart from what each preset says, which the page shows as well. */
import { plural } from './plural.ts';

export const presetGalleryText = {
  title: 'Presets',
  chapters: {
    start: 'Start here',
    pays: 'Sharing pays',
    hurts: 'Sharing hurts',
    ablations: 'What a part is good for',
  },
  seen: 'Seen',
  intro:
    'Each opens on a run that was trained before; Play trains it here. Each tells one story and says what to look at. Times are for two cores without a GPU.',
  close: 'Close',
  current: 'Open now',
  opened: (title: string) => `“${title}” is open.`,
  filesTitle: 'On files known by name',
  needsFile: 'needs a file',
  tasks: (count: number) => plural(count, 'task', 'tasks'),
  architectures: (count: number) => plural(count, 'architecture', 'architectures'),
  sweep: (numPoints: number) => `sweep of ${numPoints}`,
  duration: (duration: string) => `about ${duration}`,
} as const;
