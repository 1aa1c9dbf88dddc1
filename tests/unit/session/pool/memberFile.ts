/** The file that threads of a test's pool run: bundled, because Node reads no TypeScript. */
import { servesAsMember } from '../../../../src/cli/nodeThreads.ts';

await servesAsMember();
