'use client';

import { Alert, Button, Group, Modal, NumberInput, Skeleton, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { LibraryFragment, RemovedAmountFragment, RetentionDaysFragment } from '../../../../generated/graphql.ts';
import { DateTime } from '../../../components/date-time.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { formatBytes, formatMoment } from '../../../lib/format.ts';
import { useProblemText } from '../../../lib/problem-text.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useRetention, useRetentionPreview, useSetRetention } from '../api/use-retention.ts';
import classes from './retention-dialog.module.css';

interface Props {
  readonly library: LibraryFragment;
  readonly onClose: () => void;
}

/** How long a library keeps what can be made again; shows what would go now before anything is set. */
export function RetentionDialog({ library, onClose }: Props) {
  const t = useTranslations('retention');
  const query = useRetention(library.id);
  return (
    <Modal opened onClose={onClose} title={t('title', { name: library.name })} size="lg" centered>
      <QueryView query={query} skeleton={<Skeleton h={320} aria-hidden />}>
        {(kept) => (kept ? <RetentionForm kept={kept} onClose={onClose} /> : <Text size="sm">{t('gone')}</Text>)}
      </QueryView>
    </Modal>
  );
}

type Kept = NonNullable<ReturnType<typeof useRetention>['data']>;

const RULES = ['supersededResults', 'embeddings', 'pictures'] as const;
const MAX_DAYS = 36_500;

function RetentionForm({ kept, onClose }: { readonly kept: Kept; readonly onClose: () => void }) {
  const t = useTranslations('retention');
  const action = useTranslations('common.action');
  const locale = useLocale();
  const problems = useProblemText();
  const errorText = useErrorText();
  const [days, setDays] = useState<RetentionDaysFragment>(() => daysOf(kept.retention));
  const { query: preview, isBehind } = useRetentionPreview(kept.id, days);
  const save = useSetRetention(kept.id);
  const submit = () =>
    save.mutate(days, {
      onSuccess: ({ videoLibrary }) => {
        const at = videoLibrary?.retentionAppliesAt;
        notifications.show({ message: at ? t('saved', { time: formatMoment(at, locale) }) : t('savedForEver') });
        onClose();
      },
    });
  const problem = problems.besides(save.error, []) ?? (preview.error ? errorText(preview.error) : null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <Text size="sm">{t('hint')}</Text>
        {RULES.map((rule) => (
          <div key={rule} className={classes.rule}>
            <NumberInput
              label={t(`${rule}.label`)}
              description={t(`${rule}.hint`)}
              placeholder={t('forEver')}
              suffix={t('days')}
              value={days[`${rule}Days`] ?? ''}
              onChange={(value) => setDays({ ...days, [`${rule}Days`]: typeof value === 'number' ? value : null })}
              min={1}
              max={MAX_DAYS}
              allowDecimal={false}
              allowNegative={false}
              clampBehavior="strict"
            />
            <Due amount={days[`${rule}Days`] === null ? null : (preview.data?.[rule] ?? null)} isBehind={isBehind} />
          </div>
        ))}
        <Text size="xs" c="dimmed">
          {t('stays')}
        </Text>
        <History kept={kept} />
        {problem ? (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {action('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {action('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function daysOf({ supersededResultsDays, embeddingsDays, picturesDays }: RetentionDaysFragment): RetentionDaysFragment {
  return { supersededResultsDays, embeddingsDays, picturesDays };
}

/** What would go now. @param amount null: nothing is asked for */
function Due({ amount, isBehind }: { readonly amount: RemovedAmountFragment | null; readonly isBehind: boolean }) {
  const t = useTranslations('retention');
  const locale = useLocale();
  if (!amount) return <span />;
  return (
    <Text size="sm" className={classes.due} role="status" data-behind={isBehind || undefined}>
      {amount.count === 0
        ? t('nothingNow')
        : t('now', { count: amount.count, size: formatBytes(amount.sizeBytes, locale) })}
    </Text>
  );
}

/** When the rules apply next, and what they have removed last. */
function History({ kept: { retentionAppliesAt, lastExpiry } }: { readonly kept: Kept }) {
  const t = useTranslations('retention');
  const locale = useLocale();
  const removed = lastExpiry?.removed ? RULES.map((rule) => lastExpiry.removed![rule]) : [];
  const count = removed.reduce((sum, amount) => sum + amount.count, 0);
  const size = formatBytes(
    removed.reduce((sum, amount) => sum + amount.sizeBytes, 0),
    locale,
  );
  return (
    <Text size="xs" c="dimmed" component="div">
      {retentionAppliesAt ? (
        <div>
          {t('next')} <DateTime iso={retentionAppliesAt} />
        </div>
      ) : null}
      {lastExpiry ? (
        <div>
          {t('last', { count, size })} <DateTime iso={lastExpiry.createdAt} />
        </div>
      ) : null}
    </Text>
  );
}
