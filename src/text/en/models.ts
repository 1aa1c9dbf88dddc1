/** English texts: models. */
export const modelText = {} as const;
