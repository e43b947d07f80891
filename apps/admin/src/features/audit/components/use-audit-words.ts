'use client';

import { useTranslations } from 'next-intl';
import type { AuditActor } from '../api/use-audit.ts';

/** What was done, in words; as programs call it where there are none. */
export function useActionName(): (action: string) => string {
  const t = useTranslations('audit');
  return (action) => {
    const key = `action.${action.replaceAll('.', '_')}`;
    return t.has(key) ? t(`action.${action.replaceAll('.', '_')}`) : action;
  };
}

/** Who has done it. */
export function useActorName(): (actor: AuditActor) => string {
  const t = useTranslations('audit');
  return ({ kind, name }) => name ?? t(`actor.${kind}`);
}
