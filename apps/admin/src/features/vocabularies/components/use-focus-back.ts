import { useEffect } from 'react';
import type { RefObject } from 'react';

/** When what was open has closed, the keyboard goes back to where it was; to another place, if that is not there any more. */
export function useFocusBack(isOpen: boolean, otherwise: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!isOpen) return;
    const opener = document.activeElement;
    return () => {
      const isThere = opener instanceof HTMLElement && opener !== document.body && opener.isConnected;
      (isThere ? opener : otherwise.current)?.focus({ preventScroll: true });
    };
  }, [isOpen, otherwise]);
}
