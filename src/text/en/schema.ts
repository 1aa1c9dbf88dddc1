/** English texts: schema. */
export const schemaText = {} as const;
