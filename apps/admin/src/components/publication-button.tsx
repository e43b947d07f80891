'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { PublishRecognitionDocument, RollBackRecognitionDocument } from '../../generated/graphql.ts';
import { Permitted } from './permitted.tsx';
import { request } from '../lib/graphql.ts';
import { useErrorText } from '../lib/use-error-text.ts';
import { accepted } from '../lib/user-errors.ts';
import { Confirm } from './confirm.tsx';

interface Props {
  readonly recognitionId: string;
  readonly act: 'publish' | 'rollBack';
  /** Videos in which results change. */
  readonly videoCount: number;
}

/** Shows results to readers, or takes them back, after saying what changes. */
export function PublicationButton({ recognitionId: id, act, videoCount }: Props) {
  const t = useTranslations('publication');
  const client = useQueryClient();
  const errorText = useErrorText();
  const [isAsking, { open, close }] = useDisclosure();
  const change = useMutation({
    mutationFn: async () =>
      act === 'publish'
        ? accepted((await request(PublishRecognitionDocument, { id })).publishRecognition)
        : accepted((await request(RollBackRecognitionDocument, { id })).rollBackRecognition),
    onSuccess: () => notifications.show({ message: t(`${act}.done`) }),
    onError: (error) => notifications.show({ color: 'red', title: t(`${act}.failed`), message: errorText(error) }),
    onSettled: () => {
      close();
      void client.invalidateQueries();
    },
  });
  return (
    <>
      <Permitted permission="operate">
        <Button variant={act === 'publish' ? 'filled' : 'default'} onClick={open}>
          {t(`${act}.action`)}
        </Button>
      </Permitted>
      <Confirm
        isOpen={isAsking}
        title={t(`${act}.title`)}
        action={t(`${act}.action`)}
        isBusy={change.isPending}
        isHarmless
        onConfirm={() => change.mutate()}
        onClose={close}
      >
        {t(`${act}.text`, { count: videoCount })}
      </Confirm>
    </>
  );
}
