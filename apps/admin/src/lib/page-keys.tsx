'use client';

import { useLocalStorage } from '@mantine/hooks';
import { createContext, use, useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';

interface CharacterKeys {
  readonly areOn: boolean;
  readonly setOn: (areOn: boolean) => void;
}

const CharacterKeysContext = createContext<CharacterKeys>({ areOn: true, setOn: () => {} });

/** Knows whether keys of one character act on pages: who speaks what they type switches them off (WCAG 2.1.4). Kept in the browser. */
export function CharacterKeysProvider({ children }: { readonly children: ReactNode }) {
  const [areOn, setOn] = useLocalStorage({ key: 'actionary-character-keys', defaultValue: true });
  useEffect(() => {
    document.documentElement.dataset['characterKeys'] = areOn ? 'on' : 'off';
  }, [areOn]);
  const value = useMemo(() => ({ areOn, setOn }), [areOn, setOn]);
  return <CharacterKeysContext value={value}>{children}</CharacterKeysContext>;
}

export function useCharacterKeys(): CharacterKeys {
  return use(CharacterKeysContext);
}

/** What says of a key press whether it is meant for the page, and not for who types, for the browser or for nothing at all. */
export function useIsForPage(): (event: KeyboardEvent) => boolean {
  const { areOn } = useCharacterKeys();
  return (event) =>
    !event.defaultPrevented &&
    !event.isComposing &&
    !isMeantForField(event, event.key) &&
    (areOn || !isCharacterKey(event));
}

/** What `aria-keyshortcuts` says of a key: nothing where it does not act. */
export function useShortcut(): (key: string | undefined) => string | undefined {
  const { areOn } = useCharacterKeys();
  return (key) => (areOn || key?.split('+').at(-1)?.length !== 1 ? key : undefined);
}

function isCharacterKey({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;
}

/** Whether a key press is meant for what has the focus, and not for the page: somebody types, chooses or presses a button. */
function isMeantForField({ target }: KeyboardEvent, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target.closest('input:not([type=checkbox]), textarea, select, [role=dialog], [role=menu]')
  )
    return true;
  return (key === ' ' || key === 'Enter') && target.closest('button, a, [role=button], [role=option], input') !== null;
}
