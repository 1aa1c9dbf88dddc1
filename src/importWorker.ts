/** Entry of the worker that reads files, so that the page stays responsive. */
import { createImporter, type ToImporter } from './data/importer/importer.ts';

const take = createImporter((message) => self.postMessage(message));
self.onmessage = ({ data }: MessageEvent<ToImporter>) => void take(data);
