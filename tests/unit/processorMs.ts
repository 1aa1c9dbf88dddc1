/** Processor time of this process so far, in ms. Unlike a clock it stands still while other processes have the processor. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
