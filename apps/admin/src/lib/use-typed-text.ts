'use client';

import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

const TYPING_MS = 250;

/** What is being typed, which is told a moment later. @param text what counts, which others may change, too */
export function useTypedText(
  text: string,
  onText: (text: string) => void,
): [typed: string, type: (text: string) => void] {
  const [typed, setTyped] = useState(text);
  const [known, setKnown] = useState(text);
  // Changed from elsewhere, by the button that clears the filters for instance.
  if (known !== text) {
    setKnown(text);
    setTyped(text);
  }
  const tell = useDebouncedCallback(onText, TYPING_MS);
  const type = (value: string) => {
    setTyped(value);
    tell(value);
  };
  return [typed, type];
}
