/** A key press as commands name it: `F2`, `Shift+Enter`, `Mod+Z` (⌘ on a Mac, else Ctrl). */
export type KeyName = string;

interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Characters that need Shift on some keyboards and not on others. */
const SHIFTED = new Set(['?']);

export function isPressed(press: Press, name: KeyName): boolean {
  const parts = name.split('+');
  const key = parts.at(-1)!;
  const has = (part: string) => parts.includes(part);
  const isSameKey = press.key.length === 1 ? press.key.toUpperCase() === key.toUpperCase() : press.key === key;
  return (
    isSameKey &&
    (press.ctrlKey || press.metaKey) === has('Mod') &&
    press.altKey === has('Alt') &&
    (SHIFTED.has(key) || press.shiftKey === has('Shift'))
  );
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  ' ': 'Space',
};
const MAC_SIGNS: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' };
const OTHER_SIGNS: Readonly<Record<string, string>> = { Mod: 'Ctrl' };

/** The keys as they are written on them. */
export function keyCaps(name: KeyName, isMac: boolean): string[] {
  const signs = isMac ? MAC_SIGNS : OTHER_SIGNS;
  return name.split('+').map((part) => signs[part] ?? SIGNS[part] ?? part);
}
