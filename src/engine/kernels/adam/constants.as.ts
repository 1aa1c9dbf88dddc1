/** Constants of Adam, for the kernel in AssemblyScript and all others. */
export const beta1 = 0.9;
export const beta2 = 0.999;
export const epsilon = 1e-8;
