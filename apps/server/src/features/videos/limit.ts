/** Lets so many pieces of work run at a time; the others wait, in order. */
export function limit(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let runningCount = 0;
  return async (work) => {
    if (runningCount >= count) await new Promise<void>((resolve) => waiting.push(resolve));
    else runningCount++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else runningCount--;
    }
  };
}
