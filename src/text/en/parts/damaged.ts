/** English texts: a file that can be read in part. */

export const damagedText = {
  file: 'The file is damaged: what is named here is lost, all else is as it was written.',
  missing: (part: string) => `${part} is not there any more.`,
  unreadable: (path: string) => `${path} cannot be read.`,
  unreadableAfter: (path: string) => `What comes after ${path} cannot be read.`,
  cutOff: (path: string) => `The file breaks off after ${path}.`,
} as const;
