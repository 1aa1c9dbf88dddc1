/** The texts of result panels and their charts: a part of the catalogue that is loaded with what shows them. */
export { chartText } from './en/charts.ts';
export { gatesText } from './en/gates.ts';
export { panelText } from './en/panels.ts';
