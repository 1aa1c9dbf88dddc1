/** English texts: data. */
export const dataText = {} as const;
