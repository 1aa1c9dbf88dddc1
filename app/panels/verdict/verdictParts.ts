/** What answers, as one download. */
export { Outcomes } from './Outcomes.tsx';
export { Verdict } from './Verdict.tsx';
