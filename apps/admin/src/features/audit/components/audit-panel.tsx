'use client';

import { Button, Group, Skeleton, Text } from '@mantine/core';
import { IconDownload, IconX } from '@tabler/icons-react';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { MoreButton } from '../../../components/more-button.tsx';
import { LoadError } from '../../../components/query-view.tsx';
import { useSetInAddress } from '../../../lib/url-state.ts';
import { useAuditEntries } from '../api/use-audit.ts';
import { exportAddress, filterOf, PARTS } from '../model/audit-choice.ts';
import type { AuditChoice } from '../model/audit-choice.ts';
import { AuditChain } from './audit-chain.tsx';
import { AuditDrawer } from './audit-drawer.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';

/** Who has done what, newest first. */
export function AuditPanel() {
  const t = useTranslations('audit');
  const parameters = useSearchParams();
  const choice = useMemo(
    () => Object.fromEntries(PARTS.map((part) => [part, parameters.get(part)])) as AuditChoice,
    [parameters],
  );
  const query = useAuditEntries(useMemo(() => filterOf(choice), [choice]));
  const entries = (query.data?.pages ?? []).flatMap((page) => page.auditEntries.nodes);
  const isNarrowed = Object.values(choice).some((part) => part !== null);
  return (
    <>
      <AuditChain />
      <AuditFilters choice={choice} />
      <Group justify="space-between" mb="sm" gap="xs">
        <Chosen choice={choice} />
        <Exports choice={choice} />
      </Group>
      {query.isError ? (
        <LoadError error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton h={320} />
      ) : entries.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t(isNarrowed ? 'noneFits' : 'none')}
        </Text>
      ) : (
        <AuditTable entries={entries} />
      )}
      <MoreButton query={query} />
      <AuditDrawer />
    </>
  );
}

/** What no field shows: entries of one who asked, or of one thing. */
function Chosen({ choice }: { readonly choice: AuditChoice }) {
  const t = useTranslations('audit.filter');
  const set = useSetInAddress();
  return (
    <Group gap="xs">
      {(['actor', 'subject'] as const)
        .filter((part) => choice[part] !== null)
        .map((part) => (
          <Button
            key={part}
            size="compact-sm"
            variant="light"
            rightSection={<IconX size={14} aria-hidden />}
            onClick={() => set(part, null)}
          >
            {t(part)}
          </Button>
        ))}
    </Group>
  );
}

function Exports({ choice }: { readonly choice: AuditChoice }) {
  const t = useTranslations('audit.export');
  return (
    <Group gap="xs">
      {(['csv', 'jsonl'] as const).map((format) => (
        <Button
          key={format}
          component="a"
          href={exportAddress(format, choice)}
          download
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          title={t(`${format}Hint`)}
        >
          {t(format)}
        </Button>
      ))}
    </Group>
  );
}
