import { Chip, Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { AS_TYPED } from '../model/called-concepts.ts';
import type { CalledConcept } from '../model/called-concepts.ts';

interface Props {
  readonly concepts: readonly CalledConcept[];
  /** The concept that is searched for; `null`: the phrase as it is typed. */
  readonly meant: CalledConcept | null;
  /** @param chosen id of a concept, or {@link AS_TYPED} */
  readonly onChoose: (chosen: string) => void;
}

/** Whether a phrase is searched for as it is, or as the concept that it names: then in the words of its vocabulary. */
export function Meaning({ concepts, meant, onChoose }: Props) {
  const t = useTranslations('moments.meaning');
  const id = useId();
  return (
    <div>
      <Text size="sm" fw={500} mb={4} id={id}>
        {t('title')}
      </Text>
      <Chip.Group value={meant?.conceptId ?? AS_TYPED} onChange={onChoose}>
        <Group gap="xs" role="radiogroup" aria-labelledby={id}>
          <Chip value={AS_TYPED} size="xs">
            {t('typed')}
          </Chip>
          {concepts.map(({ conceptId, label, vocabulary }) => (
            <Chip key={conceptId} value={conceptId} size="xs">
              {t('concept', { label, vocabulary: vocabulary.name })}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </div>
  );
}
