'use client';

import { Anchor, Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconDownload, IconMapOff } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { EvaluationFindingsFragment } from '../../../../generated/graphql.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { saveText } from '../../../lib/save-text.ts';
import { useSentences } from '../../../lib/use-sentences.ts';
import { useEvaluation } from '../api/use-evaluations.ts';
import type { FoundEvaluation } from '../api/use-evaluations.ts';
import { BaseToNovelView } from './base-to-novel-view.tsx';
import { ConfusionView } from './confusion-view.tsx';
import { CrossLibraryView } from './cross-library-view.tsx';
import { EvaluationComparison } from './evaluation-comparison.tsx';
import { EvaluationFacts } from './evaluation-facts.tsx';
import classes from './evaluations.module.css';
import { FewShotView } from './few-shot-view.tsx';
import { RobustnessView } from './robustness-view.tsx';
import { TimelineView } from './timeline-view.tsx';

/** What an evaluation has found, and how it differs from another one. */
export function EvaluationPage({ id }: { readonly id: string }) {
  const t = useTranslations('common.state');
  const query = useEvaluation(id);
  return (
    <QueryView query={query} skeleton={<Skeleton h={480} />}>
      {(evaluation) =>
        evaluation ? (
          <Findings evaluation={evaluation} />
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

function Findings({ evaluation }: { readonly evaluation: FoundEvaluation }) {
  const t = useTranslations('evaluations');
  const sentences = useSentences();
  const { protocol, report, spanCount, videoCount, recipe } = evaluation;
  const name = t(`protocol.${protocol}.name`);
  return (
    <div className={classes.page}>
      <Anchor component={Link} href="/evaluations" size="sm">
        {t('title')}
      </Anchor>
      <PageHeader title={name} hint={t(`protocol.${protocol}.question`)}>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() =>
            saveText(`${recipe.name} ${protocol}.json`, 'application/json', JSON.stringify(evaluation, null, 2))
          }
        >
          {t('page.export')}
        </Button>
      </PageHeader>
      <Stack gap="lg">
        <Text size="sm">
          {sentences([
            t('page.basis', { spans: spanCount, videos: videoCount }),
            t(`protocol.${protocol}.how`),
            ...('heldOut' in report && report.heldOut === 'partsOfVideos' ? [t('page.partsOfVideos')] : []),
          ])}
        </Text>
        <ReportView report={report} />
        <EvaluationComparison evaluation={evaluation} />
        <EvaluationFacts evaluation={evaluation} />
      </Stack>
    </div>
  );
}

function ReportView({ report }: { readonly report: EvaluationFindingsFragment }) {
  if (report.type === 'BaseToNovelReport') return <BaseToNovelView report={report} />;
  if (report.type === 'FewShotReport') return <FewShotView report={report} />;
  if (report.type === 'CrossLibraryReport') return <CrossLibraryView report={report} />;
  if (report.type === 'TimelineReport') return <TimelineView report={report} />;
  if (report.type === 'RobustnessReport') return <RobustnessView report={report} />;
  return <ConfusionView report={report} />;
}
