'use client';

import { Alert, Button, Group, Progress, Radio, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import {
  EncoderDownloadsDocument,
  PullEncoderForRecognitionDocument,
  RecognitionChoicesDocument,
} from '../../../../generated/graphql.ts';
import type { RecognitionChoicesQuery } from '../../../../generated/graphql.ts';
import { useEncoderTexts } from '../../../components/use-encoder-texts.ts';
import { formatBytes } from '../../../lib/format.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { accepted } from '../../../lib/user-errors.ts';

type Choice = RecognitionChoicesQuery['encoders'][number];

interface Props {
  readonly encoders: readonly Choice[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  readonly error: string | undefined;
}

/** The encoders that are installed can be chosen; the others can be fetched here. */
export function EncoderField({ encoders, value, onChange, error }: Props) {
  const t = useTranslations('recognitions.form');
  const isBundled = encoders.some(({ id, status }) => id === value && status === 'bundled');
  return (
    <Radio.Group label={t('encoder')} description={t('encoderHint')} value={value} onChange={onChange} error={error}>
      <Stack gap="sm" mt="xs">
        {isBundled ? (
          <Alert color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />}>
            {t('bundledOnly')}
          </Alert>
        ) : null}
        {encoders.map((encoder) => (
          <EncoderChoice key={encoder.id} encoder={encoder} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function EncoderChoice({ encoder }: { readonly encoder: Choice }) {
  const t = useTranslations('recognitions.form');
  const locale = useLocale();
  const { recommendedUse, lang } = useEncoderTexts(encoder);
  const { id, title, status, licence, sizeBytes, languages } = encoder;
  const facts = [languages.join(', '), licence, sizeBytes === null ? null : formatBytes(sizeBytes, locale)];
  const isAvailable = status === 'available';
  const notes = [...facts, isAvailable ? t('notInstalled') : null].filter(Boolean).join(' · ');
  return (
    <Group wrap="nowrap" align="flex-start" justify="space-between" gap="sm">
      <Radio
        value={id}
        disabled={isAvailable}
        label={title}
        description={
          <>
            <span lang={lang}>{recommendedUse}</span>
            <br />
            {notes}
          </>
        }
      />
      {isAvailable ? <PullButton encoder={encoder} /> : null}
    </Group>
  );
}

const POLL_MS = 1500;

function PullButton({ encoder: { id, title, licence } }: { readonly encoder: Choice }) {
  const t = useTranslations('recognitions.form');
  const client = useQueryClient();
  const errorText = useErrorText();
  const pull = useMutation({
    mutationFn: async () => accepted((await request(PullEncoderForRecognitionDocument, { id })).pullEncoder),
    onError: (error) => notifications.show({ color: 'red', title: t('pullFailed'), message: errorText(error) }),
  });
  const jobId = pull.data?.job?.id ?? null;
  const { data } = useQuery({
    ...graphqlQuery(EncoderDownloadsDocument, {}),
    enabled: jobId !== null,
    refetchInterval: POLL_MS,
    select: ({ jobs }) => jobs.nodes.find((job) => job.id === jobId) ?? null,
  });
  // The job is not among the active ones any more: look what has become of the encoder.
  const choices = graphqlQuery(RecognitionChoicesDocument, {});
  useQuery({ ...choices, enabled: jobId !== null && data === null, refetchInterval: POLL_MS });
  if (data)
    return <Progress value={(data.progress ?? 0) * 100} w={110} mt={8} aria-label={t('pulling', { title })} animated />;
  return (
    <Button
      variant="default"
      flex="none"
      size="compact-sm"
      loading={pull.isPending}
      title={t('pullHint', { licence })}
      aria-label={t('pullThis', { title })}
      onClick={() =>
        pull.mutate(undefined, { onSuccess: () => void client.invalidateQueries({ queryKey: ['ActiveJobs'] }) })
      }
    >
      {t('pull')}
    </Button>
  );
}
