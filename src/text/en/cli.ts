/** English texts: cli. */
export const cliText = {} as const;
