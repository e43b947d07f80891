import { useEffect, useState } from 'react';

/** Whether a value has stayed as it is for some time. */
export function useIsStill(value: number, afterMs: number): boolean {
  const [still, setStill] = useState<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return still === value;
}
