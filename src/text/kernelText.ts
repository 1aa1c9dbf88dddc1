/** The texts about kernels: a part of the catalogue that is loaded with what shows them. */
export { kernelText } from './en/kernels.ts';
