'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { EquipmentLevel } from '../../../../generated/graphql.ts';

interface Place {
  readonly level: EquipmentLevel;
  readonly parentLevel: EquipmentLevel | null;
  /** Levels that ISA-95 has above it; empty: none. */
  readonly allowedLevels: readonly EquipmentLevel[];
}

/** Tells why a station’s place is unusual, and what would be usual. */
export function useUnusualPlace(): (place: Place) => string {
  const t = useTranslations('libraries.station');
  const format = useFormatter();
  return ({ level, parentLevel, allowedLevels }) => {
    const names = { level: t(`level.${level}`), parent: parentLevel ? t(`level.${parentLevel}`) : '' };
    if (allowedLevels.length === 0) return t('unusualRoot', names);
    const levels = allowedLevels.map((each) => t(`level.${each}`));
    return t('unusualPlace', { ...names, allowed: format.list(levels, { type: 'disjunction' }) });
  };
}
