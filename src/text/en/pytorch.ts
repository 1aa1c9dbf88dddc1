/** English texts: what is taken to PyTorch. The words of a program stand in its templates: they are its code. */
export const pytorchText = {
  unknownTables: 'This architecture has parts that no PyTorch program can be written for yet.',
  noCard: (id: string) => `There is no architecture ${id}.`,
  diverged: (name: string, repetition: number) =>
    `${name} has diverged in repetition ${repetition}: its weights are no numbers. Choose another repetition, or train with a lower learning rate.`,
} as const;
