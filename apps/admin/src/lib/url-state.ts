'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/** A part of the page's state that the address holds: it survives a reload and can be sent to others. */
export function useUrlState(name: string): [value: string | null, set: (value: string | null) => void] {
  const parameters = useSearchParams();
  const change = useSetInAddress();
  const set = useCallback((value: string | null) => change(name, value), [name, change]);
  return [parameters.get(name), set];
}

/** Changes any part of the state that the address holds. */
export function useSetInAddress(): (name: string, value: string | null) => void {
  const pathname = usePathname();
  return useCallback(
    (name: string, value: string | null) =>
      // No request to the server: the page itself has all it needs.
      window.history.replaceState(null, '', addressWith(name, value, pathname)),
    [pathname],
  );
}

/**
 * Notes a part of the page's state in the address, as {@link useUrlState} does, but behind the router's back: written some
 * time after what people do, it must not end the way to another page that they are on by then.
 */
export function noteInAddress(name: string, value: string | null): void {
  const { state } = window.history as { readonly state: unknown };
  History.prototype.replaceState.call(window.history, state, '', addressWith(name, value, window.location.pathname));
}

function addressWith(name: string, value: string | null, pathname: string): string {
  const next = new URLSearchParams(window.location.search);
  if (value === null || value === '') next.delete(name);
  else next.set(name, value);
  const query = next.toString();
  return query ? `${pathname}?${query}` : pathname;
}
