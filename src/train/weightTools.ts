/** Functions that take weights into a run and out of it, as one download: few runs need them. */
import { exportedNetworkOf } from './exportedNetwork.ts';
import { checkpointOfWeights } from './givenWeights.ts';

export const weightTools = { checkpointOfWeights, exportedNetworkOf };

/** Type of `weightTools`, for those who load them. */
export type WeightTools = typeof weightTools;
