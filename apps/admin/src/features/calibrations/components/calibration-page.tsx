'use client';

import { Anchor, Button, Group, Skeleton, Stack } from '@mantine/core';
import { IconDownload, IconMapOff, IconPrinter } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { saveText } from '../../../lib/save-text.ts';
import { useCalibration } from '../api/use-calibrations.ts';
import type { ReportedCalibration } from '../api/use-calibrations.ts';
import { CalibrationFacts } from './calibration-facts.tsx';
import { CalibrationFigures } from './calibration-figures.tsx';
import classes from './calibrations.module.css';
import { Reliability } from './reliability.tsx';
import { ConformalSets } from './set-figures.tsx';
import { ThresholdTable } from './threshold-table.tsx';
import { UnknownFigures } from './unknown-figures.tsx';
import { UseInRecipe } from './use-in-recipe.tsx';
import { Verdict } from './verdict.tsx';

/** What a recipe's probabilities are worth, as a report that can be printed, and the calibration's way into a recipe. */
export function CalibrationPage({ id }: { readonly id: string }) {
  const t = useTranslations('common.state');
  const query = useCalibration(id);
  return (
    <QueryView query={query} skeleton={<Skeleton h={480} />}>
      {(calibration) =>
        calibration ? (
          <CalibrationReport calibration={calibration} />
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

function CalibrationReport({ calibration }: { readonly calibration: ReportedCalibration }) {
  const t = useTranslations('calibrations');
  const { name, report } = calibration;
  return (
    <div className={classes.report}>
      <Anchor component={Link} href="/adapters" size="sm" className="screen-only">
        {t('back')}
      </Anchor>
      <PageHeader title={name} hint={t('report.hint')}>
        <Group gap="xs" className="screen-only">
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
            onClick={() => saveText(`${name}.json`, 'application/json', JSON.stringify(calibration, null, 2))}
          >
            {t('report.export')}
          </Button>
        </Group>
      </PageHeader>
      <Stack gap="lg">
        <Verdict report={report} />
        <UseInRecipe calibration={calibration} />
        <CalibrationFigures calibration={calibration} />
        <Reliability report={report} />
        <ThresholdTable calibration={calibration} />
        <ConformalSets calibration={calibration} />
        <UnknownFigures unknown={report.unknown} />
        <CalibrationFacts calibration={calibration} />
      </Stack>
    </div>
  );
}
