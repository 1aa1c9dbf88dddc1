/** The live part of the article, fetched ahead: one worker for all figures. */
import { createRoot } from 'react-dom/client';
import { WorkerSession } from '../../src/session/client/workerSession.ts';
import { articleFigures } from '../../src/teach/article/figures.ts';
import { createFigureTrainer } from './figureTrainer.ts';
import { LiveFigure } from './LiveFigure.tsx';

/** Address of the playground's worker, below this page; written by the build. */
declare const __WORKER__: string;

const trainer = createFigureTrainer(
  () => new WorkerSession(() => new Worker(new URL(__WORKER__, document.baseURI), { type: 'module' })),
);

const map = JSON.parse(document.getElementById('map')?.textContent ?? 'null');

/** Puts the live picture where the recorded one is. */
export function bringToLife(element: HTMLElement): void {
  const figure = articleFigures.find(({ id }) => id === element.dataset['figure']);
  const place = element.querySelector('[data-live]');
  const link = element.querySelector('[data-open] a');
  if (figure === undefined || place === null) return;
  createRoot(place).render(
    <LiveFigure {...{ figure, map, trainer }} onLink={(address) => link?.setAttribute('href', address)} />,
  );
}
