'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { CancelRecognitionDocument } from '../../../../generated/graphql.ts';
import { Confirm } from '../../../components/confirm.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { request } from '../../../lib/graphql.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { accepted } from '../../../lib/user-errors.ts';
import type { PageRecognition } from '../api/progress.ts';

/** Stops a recognition after asking, and says what that touches. */
export function CancelButton({ recognition }: { readonly recognition: PageRecognition }) {
  const t = useTranslations('recognitions.cancel');
  const client = useQueryClient();
  const errorText = useErrorText();
  const [isAsking, { open, close }] = useDisclosure();
  const { id, videoCount, succeededCount, failedCount, cancelledCount } = recognition;
  const cancel = useMutation({
    mutationFn: async () => accepted((await request(CancelRecognitionDocument, { id })).cancelRecognition),
    onSuccess: () => notifications.show({ message: t('done') }),
    onError: (error) => notifications.show({ color: 'red', title: t('failed'), message: errorText(error) }),
    onSettled: () => {
      close();
      void client.invalidateQueries({ predicate: ({ queryKey: [name] }) => /Job|Recogni/.test(String(name)) });
    },
  });
  return (
    <>
      <Permitted permission="operate">
        <Button variant="default" onClick={open}>
          {t('action')}
        </Button>
      </Permitted>
      <Confirm
        isOpen={isAsking}
        title={t('title')}
        action={t('action')}
        isBusy={cancel.isPending}
        onConfirm={() => cancel.mutate()}
        onClose={close}
      >
        {t('text', { done: succeededCount, left: videoCount - succeededCount - failedCount - cancelledCount })}
      </Confirm>
    </>
  );
}
