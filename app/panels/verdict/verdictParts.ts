/** What answers, as one download. */
export { Outcomes } from './Outcomes.tsx';
export { Seesaw } from './Seesaw.tsx';
export { Verdict } from './Verdict.tsx';
