'use client';

import { Anchor, Button, Group, Skeleton, Stack } from '@mantine/core';
import { IconDownload, IconFileText, IconMapOff, IconPrinter } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { saveText } from '../../../lib/save-text.ts';
import { useAdapter } from '../api/use-adapters.ts';
import type { ReportedAdapter } from '../api/use-adapters.ts';
import classes from './adapters.module.css';
import { ConceptFigures } from './concept-figures.tsx';
import { GainFigures } from './gain-figures.tsx';
import { MethodTable } from './method-table.tsx';
import { TrainingFacts } from './training-facts.tsx';
import { UseInRecipe } from './use-in-recipe.tsx';
import { Verdict } from './verdict.tsx';

/** What an adapter is worth, as a report that can be printed, and its way into a recipe. */
export function AdapterPage({ id }: { readonly id: string }) {
  const t = useTranslations('common.state');
  const query = useAdapter(id);
  return (
    <QueryView query={query} skeleton={<Skeleton h={480} />}>
      {(adapter) =>
        adapter ? (
          <AdapterReport adapter={adapter} />
        ) : (
          <EmptyState
            icon={IconMapOff}
            title={t('notFound')}
            hint={t('notFoundHint')}
            act={{ href: '/', label: t('toHome') }}
          />
        )
      }
    </QueryView>
  );
}

function AdapterReport({ adapter }: { readonly adapter: ReportedAdapter }) {
  const t = useTranslations('adapters');
  const pilot = useTranslations('evaluations.pilot');
  const { name, report, refusals } = adapter;
  return (
    <div className={classes.report}>
      <Anchor component={Link} href="/adapters" size="sm" className="screen-only">
        {t('title')}
      </Anchor>
      <PageHeader title={name} hint={t('report.hint')}>
        <Group gap="xs" className="screen-only">
          <Button
            component={Link}
            href={`/adapters/${adapter.id}/report`}
            variant="default"
            leftSection={<IconFileText size={16} aria-hidden />}
          >
            {pilot('open')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => globalThis.print()}
          >
            {t('report.print')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => saveText(`${name}.json`, 'application/json', JSON.stringify(adapter, null, 2))}
          >
            {t('report.export')}
          </Button>
        </Group>
      </PageHeader>
      <Stack gap="lg" className={classes.sections}>
        <Verdict report={report} refusals={refusals} />
        {refusals.length === 0 ? <UseInRecipe adapter={adapter} /> : null}
        <GainFigures report={report} />
        <ConceptFigures concepts={report.concepts} />
        <MethodTable methods={report.methods} />
        <TrainingFacts adapter={adapter} />
      </Stack>
    </div>
  );
}
