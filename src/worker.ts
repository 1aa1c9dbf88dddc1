/** Entry of the worker: the engine, answering the page. */
import { createEngine } from './session/engine.ts';
import { serve } from './session/serve.ts';
import { wasmPaths } from './tf/wasmPaths.ts';

serve(self, (emit) => createEngine(wasmPaths, emit));
