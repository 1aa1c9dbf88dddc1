/** English texts: sharing a link, and what came with one. */

export const sharingText = {
  link: 'Link to this experiment',
  copyByHand: 'Copy this link:',
  holds: {
    nothing: 'It holds the whole set-up and no results. Whoever opens it and presses Play gets the same run.',
    claim:
      'It holds the set-up, and the mean losses and verdicts of your run to compare with. Curves and gates do not fit into a link.',
    result:
      'It holds the set-up and your result: verdict, curves and gates. Whoever opens it sees them at once and can run it to check.',
  },
  long: (length: string) =>
    `It has ${length} characters, and some programs cut off such links. A file is safer: More, Save.`,
  sentence: 'A sentence for whoever opens it',
  frame: 'Code for a frame on another page',
  copyWith: 'Copy the link with it',

  shown: 'The sender’s result is below.',
  /** `build` is empty where there is only one. */
  shownDetail: (backend: string, build: string) =>
    `Trained on ${build === '' ? backend : `${backend}, ${build}`}. A link holds only a part. Run it for the rest, and to be sure that the result is true.`,
  fileFirst: (fileName: string) => `To run it, choose ${fileName}, which no link carries.`,
  check: 'Run it to check',
  says: 'The sender says:',
  notSent: 'The link does not carry this',
  noGates: 'The link has no gates of this step.',
  noneSent: 'not in the link',
} as const;
