/** Does the one wrong thing that the page's fragment names, in the page or (with `worker-`) in a worker. */
import { faults } from './list.js';

const name = location.hash.slice(1);
if (name.startsWith('worker-')) {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  worker.onmessage = () => document.body.setAttribute('data-done', '');
  worker.postMessage(name.slice('worker-'.length));
} else {
  setTimeout(() => document.body.setAttribute('data-done', ''), 200);
  faults[name]?.();
}
