/** State of the network, as far as browsers know it for sure; the commands of Node never ask. */

/** True if there is surely no network. */
export const isOffline = (): boolean => globalThis.navigator?.onLine === false;
