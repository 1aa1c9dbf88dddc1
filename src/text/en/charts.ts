/** English texts: charts. */
export const chartText = {} as const;
