/** English texts: what a reload for a newer version of the page takes away. */

export const offlineText = {
  reload: 'Reload for the new version',
  keeps: 'The set-up is kept.',
  losesRun: 'The set-up is kept, but the run under way would be lost: better wait for its end.',
  losesNetworks:
    'The set-up and these results are kept; the trained networks would be lost: save them first if you need them.',
  losesResults: 'The set-up is kept, but these results would be lost: save them first if you need them.',
} as const;
