'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconHistory } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Confirm } from '../../../components/confirm.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { editorAddress } from '../../../lib/editor-address.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useRevert } from '../api/use-comparison.ts';
import type { ComparedVersion } from '../api/use-comparison.ts';

interface Props {
  readonly vocabularyId: string;
  readonly version: Pick<ComparedVersion, 'id' | 'number'>;
}

/** Gives the draft what this version said, and goes there. */
export function RevertButton({ vocabularyId, version: { id, number } }: Props) {
  const t = useTranslations('vocabularyComparison.revert');
  const errorText = useErrorText();
  const router = useRouter();
  const [isAsking, { open, close }] = useDisclosure();
  const revert = useRevert(vocabularyId);
  const confirm = () =>
    revert.mutate(id, {
      onSuccess: (draft) => {
        notifications.show({ message: t('done', { number }) });
        router.push(draft ? editorAddress(vocabularyId, draft.number) : `/vocabularies/${vocabularyId}`);
      },
      onError: (error) => {
        close();
        notifications.show({ color: 'red', message: errorText(error), autoClose: 12_000 });
      },
    });
  return (
    <>
      <Permitted permission="curate">
        <Button variant="default" leftSection={<IconHistory size={16} aria-hidden />} onClick={open}>
          {t('open', { number })}
        </Button>
      </Permitted>
      <Confirm
        isOpen={isAsking}
        title={t('title', { number })}
        action={t('action')}
        isBusy={revert.isPending}
        onConfirm={confirm}
        onClose={close}
      >
        {t('hint', { number })}
      </Confirm>
    </>
  );
}
