'use client';

import { Alert, Paper, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { EstimateRecognitionDocument } from '../../../../generated/graphql.ts';
import type { EstimateRecognitionInput, EstimateRecognitionQuery } from '../../../../generated/graphql.ts';
import { formatBytes, formatLength } from '../../../lib/format.ts';
import { graphqlQuery } from '../../../lib/graphql.ts';
import { formatRemaining } from '../../../lib/remaining.ts';
import classes from './recognitions.module.css';

type Estimate = NonNullable<EstimateRecognitionQuery['estimateRecognition']['estimate']>;

/** What a recognition would have to do: how much video, how long it takes, how much room. */
export function EstimatePanel({ input }: { readonly input: EstimateRecognitionInput }) {
  const t = useTranslations('recognitions.estimate');
  const { data, isPending } = useQuery({
    ...graphqlQuery(EstimateRecognitionDocument, { input }),
    // Others recognise and upload meanwhile.
    staleTime: 0,
    placeholderData: (before) => before,
  });
  if (isPending) return <Skeleton h={96} />;
  const estimate = data?.estimateRecognition.estimate;
  // What is wrong with the recipe is said beside it.
  if (!estimate) return null;
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('title')} aria-live="polite">
      <Text size="sm" fw={600} mb={6}>
        {t('title')}
      </Text>
      {estimate.videoCount === 0 ? (
        <Alert color="yellow" variant="light">
          {t('noVideo')}
        </Alert>
      ) : (
        <Figures estimate={estimate} />
      )}
    </Paper>
  );
}

function Figures({ estimate }: { readonly estimate: Estimate }) {
  const t = useTranslations('recognitions.estimate');
  const format = useFormatter();
  const locale = useLocale();
  const { videoCount, unprobedCount, durationMs, embeddedCount, embeddedDurationMs, expectedMs, storageBytes } =
    estimate;
  const facts = [
    [t('videos'), format.number(videoCount), unprobedCount > 0 ? t('unprobed', { count: unprobedCount }) : null],
    [t('duration'), formatLength(durationMs), null],
    [t('embedded'), formatLength(embeddedDurationMs), t('embeddedCount', { count: embeddedCount })],
    [
      t('time'),
      expectedMs === null ? t('unknown') : t('about', { time: formatRemaining(expectedMs, locale) }),
      t(expectedMs === null ? 'unknownHint' : 'timeHint'),
    ],
    [t('storage'), formatBytes(storageBytes, locale), t('storageHint')],
  ] as const;
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value, note]) => (
        <div key={name}>
          <Text component="dt" size="xs" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="sm" fw={600} m={0} className="figures">
            {value}
          </Text>
          {note ? (
            <Text component="dd" size="xs" c="dimmed" m={0}>
              {note}
            </Text>
          ) : null}
        </div>
      ))}
    </dl>
  );
}
