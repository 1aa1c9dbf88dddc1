/** What answers, as one download. */
export { Verdict } from './Verdict.tsx';
