/** Parts that keep the page for times without a network, as one download. */
export { keepOffline } from './keepOffline.ts';
export { NewVersionBanner } from './NewVersionBanner.tsx';
