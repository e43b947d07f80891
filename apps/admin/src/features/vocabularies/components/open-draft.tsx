'use client';

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { Permitted } from '../../../components/permitted.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useOpenDraft } from '../api/use-vocabulary-mutations.ts';

interface Props {
  readonly vocabularyId: string;
  readonly onOpened: (number: number) => void;
}

/** Begins a draft with what is published. */
export function OpenDraft({ vocabularyId, onOpened }: Props) {
  const t = useTranslations('vocabularies.version');
  const errorText = useErrorText();
  const open = useOpenDraft();
  return (
    <Permitted permission="curate">
      <Button
        loading={open.isPending}
        onClick={() =>
          open.mutate(vocabularyId, {
            onSuccess: (version) => version && onOpened(version.number),
            onError: (error) => notifications.show({ color: 'red', message: errorText(error) }),
          })
        }
      >
        {t('open')}
      </Button>
    </Permitted>
  );
}
