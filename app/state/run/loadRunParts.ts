/** Loads what a run needs: once the first paint is done, so that Play need not wait for it. */
export const loadRunParts = () => import('./runParts.ts');
