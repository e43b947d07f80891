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

/** Why it was refused or has failed, in words; as programs call it where there are none. */
export function useCodeName(): (code: string) => string {
  const t = useTranslations('audit.code');
  return (code) => {
    if (/^\d{3}$/.test(code)) return t('http', { status: code });
    return t.has(code) ? t(code) : code;
  };
}

/** Who has done it. */
export function useActorName(): (actor: AuditActor) => string {
  const t = useTranslations('audit');
  return ({ kind, name }) => name ?? t(`actor.${kind}`);
}
