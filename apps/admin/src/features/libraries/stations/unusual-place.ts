import type { useFormatter, useTranslations } from 'next-intl';
import type { EquipmentLevel } from '../../../../generated/graphql.ts';

interface Place {
  readonly level: EquipmentLevel;
  readonly parentLevel: EquipmentLevel | null;
  /** Levels that ISA-95 has above it; empty: none. */
  readonly allowedLevels: readonly EquipmentLevel[];
}

/** Why a station’s place is unusual, and what would be usual. @param t of `libraries.station` */
export function unusualPlace(
  t: ReturnType<typeof useTranslations<'libraries.station'>>,
  format: ReturnType<typeof useFormatter>,
  { level, parentLevel, allowedLevels }: Place,
): string {
  const names = { level: t(`level.${level}`), parent: parentLevel ? t(`level.${parentLevel}`) : '' };
  if (allowedLevels.length === 0) return t('unusualRoot', names);
  const allowed = format.list(
    allowedLevels.map((each) => t(`level.${each}`)),
    { type: 'disjunction' },
  );
  return t('unusualPlace', { ...names, allowed });
}
