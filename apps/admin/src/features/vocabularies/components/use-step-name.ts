import { useFormatter, useTranslations } from 'next-intl';
import type { VocabularyContents } from '@actionary/inference/domain';
import { labelOf } from '../model/concept.ts';
import type { ReplayableStep } from '../model/replay.ts';

const NAMED = 3;

/** Gives a step in words: what was done, with which concepts, by whom: `Merge: Wipe, Clean (Yamada)` */
export function useStepName(languages: readonly string[]) {
  const t = useTranslations('vocabularies');
  const format = useFormatter();
  /** @param among labels are taken from the first of these that has the concept */
  return ({ kind, concepts, conceptCount, person }: ReplayableStep, ...among: VocabularyContents[]): string => {
    const labels = concepts.slice(0, NAMED).map(({ externalId }) => {
      const concept = among.find((contents) => contents.has(externalId))?.get(externalId);
      return concept ? labelOf(concept, languages) : externalId;
    });
    const more = conceptCount > NAMED ? ` ${t('changes.more', { count: conceptCount - NAMED })}` : '';
    const step = { kind: t(`changeKind.${kind}`), names: format.list(labels) + more };
    return person === null ? t('replay.step', step) : t('replay.stepBy', { ...step, person });
  };
}
