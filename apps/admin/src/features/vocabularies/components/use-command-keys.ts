import { useEffect, useEffectEvent } from 'react';
import { useIsForPage } from '../../../lib/page-keys.tsx';
import type { EditorCommands } from '../api/use-editor-commands.ts';
import { isPressed } from '../model/keys.ts';

/** Undo, redo and the list of commands work wherever nobody types; all others only in the grid. */
const EVERYWHERE = new Set<string>(['undo', 'redo', 'commands']);

/** @param isBlocked something is open that takes the keys */
export function useCommandKeys({ commands }: EditorCommands, isBlocked: boolean): void {
  const isForPage = useIsForPage();
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (isBlocked || !isForPage(event)) return;
    const isInGrid = event.target instanceof Element && event.target.getAttribute('role') === 'treegrid';
    const command = commands.find(
      ({ name, keys }) => (isInGrid || EVERYWHERE.has(name)) && keys.some((key) => isPressed(event, key)),
    );
    if (!command?.isEnabled) return;
    event.preventDefault();
    command.run();
  });
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
