'use client';

import { useEffect } from 'react';

const SCHEME = 'data-mantine-color-scheme';

/** Prints pages in the light colours, whatever the screen has: browsers leave dark surfaces out. */
export function useLightPrint(): void {
  useEffect(() => {
    const page = document.documentElement;
    let onScreen = page.getAttribute(SCHEME);
    const begin = () => {
      onScreen = page.getAttribute(SCHEME);
      page.setAttribute(SCHEME, 'light');
    };
    const end = () => {
      if (onScreen) page.setAttribute(SCHEME, onScreen);
    };
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
}
