'use client';

import { Button, Group, Paper, Skeleton, Stack } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useRecognizedRecipes } from '../../../components/use-recognized-recipes.ts';
import type { RecognizedRecipe } from '../../../components/use-recognized-recipes.ts';
import { inTerms } from '../../../components/term.tsx';
import { useReport } from '../api/use-report.ts';
import type { KnownChoice, Report } from '../api/use-report.ts';
import { PrintMenu } from './print-menu.tsx';
import { ReportChoices } from './report-choices.tsx';
import { ReportContext, useChoice } from './report-context.ts';
import { ReportHead } from './report-head.tsx';
import { ReportViews } from './report-views.tsx';
import classes from './reports.module.css';
import { SaveWorkbook } from './save-workbook.tsx';
import { SheetsContext } from './sheets.ts';
import type { Sheets } from './sheets.ts';
import { Patterns } from './swatch.tsx';
import { useConcepts } from './use-concepts.ts';

/** What recognised and reviewed work comes to. */
export function ReportsPage() {
  const t = useTranslations('reports');
  return (
    <>
      <PageHeader title={t('title')} hint={<span className="screen-only">{t.rich('hint', inTerms)}</span>}>
        <PrintMenu />
      </PageHeader>
      <QueryView query={useRecognizedRecipes()} skeleton={<ReportSkeleton />}>
        {(recipes) => (recipes.length === 0 ? <NothingRecognised /> : <ChosenReport recipes={recipes} />)}
      </QueryView>
    </>
  );
}

function NothingRecognised() {
  const t = useTranslations('reports.empty');
  return (
    <Paper withBorder>
      <EmptyState icon={IconChartBar} title={t('recognised.title')} hint={t('recognised.hint')}>
        <Button component={Link} href="/recognitions/new">
          {t('recognised.start')}
        </Button>
      </EmptyState>
    </Paper>
  );
}

function ChosenReport({ recipes }: { readonly recipes: readonly RecognizedRecipe[] }) {
  const [choice] = useChoice();
  const recipeId = choice.recipeId ?? recipes[0]!.id;
  const known = { ...choice, recipeId };
  const query = useReport(known);
  return (
    <Stack gap="md">
      <ReportChoices recipes={recipes} choice={known} report={query.data ?? null} />
      <QueryView query={query} skeleton={<BodySkeleton />}>
        {(report) => <Body report={report} choice={known} isStale={query.isPlaceholderData} />}
      </QueryView>
    </Stack>
  );
}

interface BodyProps {
  readonly report: Report;
  readonly choice: KnownChoice;
  /** It is still that of another choice. */
  readonly isStale: boolean;
}

function Body({ report, choice, isStale }: BodyProps) {
  const t = useTranslations('reports.empty');
  const [sheets] = useState((): Sheets => new Map());
  const concepts = useConcepts(report.vocabularyVersion.id);
  const state = useMemo(() => ({ report, choice, concepts }), [report, choice, concepts]);
  return (
    <ReportContext value={state}>
      <SheetsContext value={sheets}>
        <Patterns />
        <Group justify="space-between" align="flex-end" gap="xs">
          <ReportHead />
          {report.totalMs === 0 ? null : <SaveWorkbook />}
        </Group>
        <div className={classes.body} data-stale={isStale || undefined}>
          {report.totalMs === 0 ? (
            <Paper withBorder>
              <EmptyState icon={IconChartBar} title={t('videos.title')} hint={t('videos.hint')} />
            </Paper>
          ) : (
            <ReportViews />
          )}
        </div>
      </SheetsContext>
    </ReportContext>
  );
}

function ReportSkeleton() {
  return (
    <Stack gap="md">
      <Skeleton h={124} />
      <BodySkeleton />
    </Stack>
  );
}

function BodySkeleton() {
  return (
    <>
      <Skeleton h={60} />
      <Skeleton h={38} />
      <Skeleton h={420} />
    </>
  );
}
