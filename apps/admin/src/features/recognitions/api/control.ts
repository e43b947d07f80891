'use client';

import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import {
  PauseRecognitionDocument,
  PrioritizeRecognitionDocument,
  ResumeRecognitionDocument,
  RetryRecognitionDocument,
} from '../../../../generated/graphql.ts';
import type { Priority } from '../../../../generated/graphql.ts';
import { request } from '../../../lib/graphql.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { accepted } from '../../../lib/user-errors.ts';

/** What people do with a recognition, besides stopping it. */
export type Control = 'pause' | 'resume' | 'retry' | { readonly priority: Priority };

async function send(id: string, control: Control): Promise<unknown> {
  if (typeof control === 'object')
    return accepted((await request(PrioritizeRecognitionDocument, { id, ...control })).prioritizeRecognition);
  if (control === 'pause') return accepted((await request(PauseRecognitionDocument, { id })).pauseRecognition);
  if (control === 'resume') return accepted((await request(ResumeRecognitionDocument, { id })).resumeRecognition);
  return accepted((await request(RetryRecognitionDocument, { id })).retryRecognition);
}

/** Controls a recognition; says so where that fails. */
export function useControl(id: string) {
  const t = useTranslations('recognitions.control');
  const client = useQueryClient();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: (control: Control) => send(id, control),
    onError: (error) => notifications.show({ color: 'red', title: t('failed'), message: errorText(error) }),
    onSettled: () =>
      client.invalidateQueries({ predicate: ({ queryKey: [name] }) => /Job|Recogni|Video/.test(String(name)) }),
  });
}
