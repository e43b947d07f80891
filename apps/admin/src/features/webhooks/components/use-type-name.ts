'use client';

import { useTranslations } from 'next-intl';
import { messageKeyOf } from '../model/change-types.ts';

/** Gives what a type of changes is called; a type that this version has no words for stays as it is. */
export function useTypeName(): (type: string) => string {
  const t = useTranslations('webhooks');
  return (type) => {
    const key = `type.${messageKeyOf(type)}`;
    return t.has(key) ? t(`type.${messageKeyOf(type)}`) : type;
  };
}
