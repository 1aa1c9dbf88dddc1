/** What is known of the network. Browsers know when there is none for sure; the commands of Node never ask. */

/** Whether there is surely no network. */
export const isOffline = (): boolean => globalThis.navigator?.onLine === false;
