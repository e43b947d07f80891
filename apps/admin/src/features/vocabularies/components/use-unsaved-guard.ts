import { useEffect } from 'react';
import type { DraftStore } from '../model/draft-store.ts';

/**
 * Asks before the tab is closed while something is not saved, or waits for a decision. Other pages may be looked at: what is on its way goes on being
 * saved, and what is typed becomes a step.
 */
export function useUnsavedGuard(store: DraftStore, isAtRisk: boolean): void {
  useEffect(() => {
    if (!isAtRisk) return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [isAtRisk]);
  useEffect(() => () => void store.leave(), [store]);
}
