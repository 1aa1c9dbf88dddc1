/** Entry of the worker: the engine, answering the page. */
import { createEngine } from './session/engine/engine.ts';
import { serve } from './session/engine/serve.ts';
import { wasmPaths } from './tf/wasmPaths.ts';

serve(self, (emit) => createEngine(wasmPaths, emit));
