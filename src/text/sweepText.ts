/** The texts of sweeps: a part of the catalogue that is loaded with them. */
export { sweepText } from './en/sweep.ts';
