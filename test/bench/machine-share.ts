import os from 'node:os';

/** Does some work, and tells what share of all processors' time went by in any process meanwhile, 0 … 1. */
export async function machineShareOf(work: () => Promise<unknown>): Promise<number> {
  const before = processorTimes();
  await work();
  const after = processorTimes();
  return (after.busy - before.busy) / (after.all - before.all);
}

function processorTimes(): { readonly busy: number; readonly all: number } {
  const times = os.cpus().map((cpu) => cpu.times);
  const all = times.reduce((sum, each) => sum + each.user + each.nice + each.sys + each.irq + each.idle, 0);
  return { all, busy: all - times.reduce((sum, { idle }) => sum + idle, 0) };
}
