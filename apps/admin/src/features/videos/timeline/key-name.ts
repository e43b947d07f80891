interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/**
 * A key press as the page's keys are named: `n`, `shift+n`, `mod+z` (⌘ on a Mac, else Ctrl), `Enter`. Signs are named as they
 * are typed, whatever is held down for them. Null: not one of the page's.
 */
export function keyName({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyPress): string | null {
  if (altKey) return null;
  const isLetter = /^[a-z]$/i.test(key);
  const mod = ctrlKey || metaKey ? 'mod+' : '';
  return `${mod}${isLetter && shiftKey ? 'shift+' : ''}${isLetter ? key.toLowerCase() : key}`;
}
