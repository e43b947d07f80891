'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Permitted } from '../../../components/permitted.tsx';
import { useTellProblem } from '../../../lib/use-tell-problem.ts';
import { useOpenDraft } from '../api/use-vocabulary-mutations.ts';

interface Props {
  readonly vocabularyId: string;
  readonly onOpened: (number: number) => void;
}

/** Begins a draft with what is published. */
export function OpenDraft({ vocabularyId, onOpened }: Props) {
  const t = useTranslations('vocabularies.version');
  const onError = useTellProblem();
  const open = useOpenDraft();
  return (
    <Permitted permission="curate">
      <Button
        loading={open.isPending}
        onClick={() =>
          open.mutate(vocabularyId, {
            onSuccess: (version) => version && onOpened(version.number),
            onError,
          })
        }
      >
        {t('open')}
      </Button>
    </Permitted>
  );
}
