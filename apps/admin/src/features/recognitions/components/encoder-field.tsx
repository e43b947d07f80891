'use client';

import { Alert, Box, Button, Group, Radio, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import {
  EncoderDownloadDocument,
  PullEncoderForRecognitionDocument,
  RecognitionChoicesDocument,
} from '../../../../generated/graphql.ts';
import type { RecognitionChoicesQuery } from '../../../../generated/graphql.ts';
import { useFailureText } from '../../../components/failure-text.tsx';
import { JobProgress } from '../../../components/job-progress.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { useLanguageNames } from '../../../components/use-language-names.ts';
import { useEncoderTexts } from '../../../components/use-encoder-texts.ts';
import { formatBytes } from '../../../lib/format.ts';
import { graphqlQuery, request } from '../../../lib/graphql.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { accepted } from '../../../lib/user-errors.ts';
import { isActive } from '../api/progress.ts';

type Choice = RecognitionChoicesQuery['encoders'][number];

interface Props {
  readonly encoders: readonly Choice[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  readonly error: ReactNode;
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
  const languageNames = useLanguageNames();
  const { recommendedUse, lang } = useEncoderTexts(encoder);
  const { id, title, status, licence, sizeBytes, languages } = encoder;
  const facts = [languageNames(languages), licence, sizeBytes === null ? null : formatBytes(sizeBytes, locale)];
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
  const textOf = useFailureText();
  const errorText = useErrorText();
  const pull = useMutation({
    mutationFn: async () => accepted((await request(PullEncoderForRecognitionDocument, { id })).pullEncoder),
    onError: (error) => notifications.show({ color: 'red', title: t('pullFailed'), message: errorText(error) }),
  });
  const jobId = pull.data?.job?.id ?? null;
  const { data: job } = useQuery({
    ...graphqlQuery(EncoderDownloadDocument, { id: jobId! }),
    enabled: jobId !== null,
    select: ({ node }) => (node?.__typename === 'Job' ? node : null),
    refetchInterval: ({ state }) =>
      state.data?.node?.__typename === 'Job' && !isActive(state.data.node) ? false : POLL_MS,
  });
  // The encoder is there a moment after its job has succeeded.
  const choices = graphqlQuery(RecognitionChoicesDocument, {});
  useQuery({ ...choices, enabled: job?.state === 'succeeded', refetchInterval: POLL_MS });
  if (job && isActive(job)) {
    return (
      <Box w={180} flex="none">
        <JobProgress job={job} label={t('pullingNow')} name={t('pulling', { title })} />
      </Box>
    );
  }
  const failure = job?.error ? textOf(job.error.code) : null;
  return (
    <Stack gap={4} maw={240} flex="none">
      {failure ? (
        <Text size="xs" c="var(--mantine-color-error)" role="alert" title={job?.error?.message}>
          {failure.why} {failure.remedy}
        </Text>
      ) : null}
      <Permitted permission="operate">
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
      </Permitted>
    </Stack>
  );
}
