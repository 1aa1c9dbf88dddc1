/** Charts, heat maps and diagrams: loaded after the controls are on screen. */
import { lazy } from 'react';

const load = () => import('./pictures.ts');

export const ComparePanel = lazy(async () => ({ default: (await load()).ComparePanel }));
export const GateHeatMap = lazy(async () => ({ default: (await load()).GateHeatMap }));
export const NetworkDiagram = lazy(async () => ({ default: (await load()).NetworkDiagram }));
