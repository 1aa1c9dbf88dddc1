/** The editor of correlation matrices, as one download. */
export { CorrelationEditor } from './CorrelationEditor.tsx';
export { PatternMenu } from './PatternMenu.tsx';
