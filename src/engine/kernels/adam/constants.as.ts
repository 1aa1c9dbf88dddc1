/** Constants of Adam, in both languages. */
export const beta1 = 0.9;
export const beta2 = 0.999;
export const epsilon = 1e-8;
