/** Everything that draws, as one download beside the chart library. */
export { GateHeatMap } from '../charts/GateHeatMap.tsx';
export { NetworkDiagram } from '../charts/NetworkDiagram.tsx';
export { ComparePanel } from './ComparePanel.tsx';
