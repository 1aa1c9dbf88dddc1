import { onNodeBackends } from '../onBackends.ts';
import { describeTakeTurn } from './takeTurnCases.ts';

onNodeBackends(describeTakeTurn);
