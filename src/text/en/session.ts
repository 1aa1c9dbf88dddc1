/** English texts: session. */
export const sessionText = {} as const;
