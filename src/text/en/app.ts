/** English texts: app. */
export const appText = {} as const;
