'use client';

import { Alert, Button, Group, Skeleton, Text } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { QueryView } from '../../../components/query-view.tsx';
import { formatMoment } from '../../../lib/format.ts';
import { useAuditCheck } from '../api/use-audit.ts';
import type { AuditCheck } from '../api/use-audit.ts';
import classes from './audit.module.css';

/** Whether anything was changed or removed since it was written. */
export function AuditChain() {
  const t = useTranslations('audit.chain');
  const query = useAuditCheck();
  return (
    <section aria-label={t('title')}>
      <QueryView query={query} skeleton={<Skeleton h={64} aria-hidden />}>
        {(check) => <ChainState check={check} isBusy={query.isFetching} onAgain={() => void query.refetch()} />}
      </QueryView>
    </section>
  );
}

interface Props {
  readonly check: AuditCheck;
  readonly isBusy: boolean;
  readonly onAgain: () => void;
}

function ChainState({ check, isBusy, onAgain }: Props) {
  const t = useTranslations('audit.chain');
  const format = useFormatter();
  const locale = useLocale();
  const { isIntact, problem, entryCount, since, forgottenCount, headSequence, headHash } = check;
  const end = t('end', { sequence: format.number(headSequence), hash: headHash });
  return (
    <Alert
      variant="light"
      color={isIntact ? 'teal' : 'red'}
      icon={isIntact ? <IconShieldCheck aria-hidden /> : <IconShieldX aria-hidden />}
      mb="md"
      role={isIntact ? 'status' : 'alert'}
      title={problem ? t(`broken.${problem.kind}`, { sequence: format.number(problem.sequence) }) : t('intact')}
    >
      <Text size="sm">
        {problem
          ? t('brokenHint', { count: entryCount })
          : since
            ? t('since', { count: entryCount, since: formatMoment(since, locale) })
            : t('none')}
        {forgottenCount > 0 ? ` ${t('forgotten', { count: forgottenCount })}` : ''}
      </Text>
      <Group gap="sm" mt={6} justify="space-between" align="end">
        <Text size="xs" className={classes.hash}>
          {entryCount > 0 ? end : null}
        </Text>
        <Button size="compact-sm" variant="default" loading={isBusy} onClick={onAgain}>
          {t('again')}
        </Button>
      </Group>
    </Alert>
  );
}
