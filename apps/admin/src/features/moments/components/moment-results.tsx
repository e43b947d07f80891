'use client';

import { Alert, Anchor, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconMovieOff } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { LoadError } from '../../../components/query-view.tsx';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { UserErrors } from '../../../lib/user-errors.ts';
import type { Moment, Moments, useMoments } from '../api/use-moments.ts';
import { Distribution } from './distribution.tsx';
import { MomentCard } from './moment-card.tsx';
import classes from './moments.module.css';

interface Props {
  readonly search: ReturnType<typeof useMoments>;
  /** In a narrow place, everything is below each other. */
  readonly isNarrow?: boolean;
  readonly onSave?: ((moment: Moment) => void) | undefined;
}

/** The best moments, how they stand out from all the others, and what the encoder was given. */
export function MomentResults({ search: { query, isBehind }, isNarrow = false, onSave }: Props) {
  const errorText = useErrorText();
  if (query.error instanceof UserErrors) {
    return (
      <Alert color="red" variant="light" role="alert">
        {errorText(query.error)}
      </Alert>
    );
  }
  if (query.isError) return <LoadError error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <ResultSkeleton />;
  return <Found found={query.data} isBehind={isBehind} isNarrow={isNarrow} onSave={onSave} />;
}

interface FoundProps extends Omit<Props, 'search'> {
  readonly found: Moments;
  readonly isBehind: boolean;
}

function Found({ found, isBehind, isNarrow = false, onSave }: FoundProps) {
  const t = useTranslations('moments');
  const { windowCount, distribution } = found;
  const moments = found.moments ?? [];
  if (windowCount === 0) {
    return (
      <EmptyState icon={IconMovieOff} title={t('none.title')} hint={t('none.hint')}>
        <Button component={Link} href="/recognitions/new" variant="default">
          {t('none.act')}
        </Button>
      </EmptyState>
    );
  }
  return (
    <div
      className={classes.body}
      data-behind={isBehind || undefined}
      aria-busy={isBehind}
      data-narrow={isNarrow || undefined}
    >
      <div className={isNarrow ? undefined : classes.columns}>
        <section aria-label={t('results')}>
          <Group gap="xs" mb="xs">
            <Title order={2} size={isNarrow ? 'h5' : 'h4'}>
              {t('results')}
            </Title>
            <Text size="xs" c="dimmed" role="status">
              {isBehind ? t('searching') : t('count', { count: moments.length })}
            </Text>
          </Group>
          <ol className={classes.results}>
            {moments.map((moment) => (
              <MomentCard key={`${moment.video.id} ${moment.startMs}`} moment={moment} onSave={onSave} />
            ))}
          </ol>
        </section>
        <Stack gap="md" mt={isNarrow ? 'md' : 0}>
          {distribution && distribution.length > 0 && moments.length > 0 ? (
            <Distribution distribution={distribution} best={moments.map(({ similarity }) => similarity)} />
          ) : null}
          <Facts found={found} />
        </Stack>
      </div>
    </div>
  );
}

function Facts({ found: { prompts, windowCount, unembeddedVideoCount } }: Pick<FoundProps, 'found'>) {
  const t = useTranslations('moments');
  const count = unembeddedVideoCount ?? 0;
  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed">
        {t('windows', { count: windowCount ?? 0 })}
      </Text>
      {count > 0 ? (
        <Text size="xs">
          {t('unembedded', { count })}{' '}
          <Anchor component={Link} href="/recognitions/new" size="xs">
            {t('unembeddedAct')}
          </Anchor>
        </Text>
      ) : null}
      {prompts && prompts.length > 0 ? (
        <div>
          <Text size="sm" fw={600}>
            {t('prompts')}
          </Text>
          <ul className={classes.prompts}>
            {prompts.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </Stack>
  );
}

function ResultSkeleton() {
  return (
    <div className={classes.results} aria-hidden>
      {[1, 2, 3, 4, 5, 6].map((place) => (
        <Skeleton key={place} style={{ aspectRatio: '16 / 9' }} />
      ))}
    </div>
  );
}
