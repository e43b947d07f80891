'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/** A part of the page's state that the address holds: it survives a reload and can be sent to others. */
export function useUrlState(name: string): [value: string | null, set: (value: string | null) => void] {
  const parameters = useSearchParams();
  const pathname = usePathname();
  const set = useCallback(
    (value: string | null) => {
      const next = new URLSearchParams(window.location.search);
      if (value === null || value === '') next.delete(name);
      else next.set(name, value);
      const query = next.toString();
      // No request to the server: the page itself has all it needs.
      window.history.replaceState(null, '', query ? `${pathname}?${query}` : pathname);
    },
    [name, pathname],
  );
  return [parameters.get(name), set];
}
