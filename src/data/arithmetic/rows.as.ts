/** The arithmetic of rows, to the last bit as `script.ts` has it, on memory that is imported. Knows no data source. */
export { normalPairs } from './normal.as';
export { project } from './projections.as';
export { sines } from './sine.as';
