/** English texts: the sign after a share. Apart from the catalogue, which numbers do not know. */
export const percentSigns = { usual: ' %', narrow: '\u202f%' } as const;
