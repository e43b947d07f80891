'use client';

import { Stack, Tabs } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ComponentType } from 'react';
import { VIEWS } from '../model/report-choice.ts';
import type { View } from '../model/report-choice.ts';
import { CombinationView } from './combination-view.tsx';
import { ComparisonView } from './comparison-view.tsx';
import { CyclesView } from './cycles-view.tsx';
import { ElementsView } from './elements-view.tsx';
import { ParetoView } from './pareto-view.tsx';
import { useChoice, useReportState } from './report-context.ts';
import { StandardView } from './standard-view.tsx';
import { TimelineView } from './timeline-view.tsx';
import { ValuesView } from './values-view.tsx';
import { YamazumiView } from './yamazumi-view.tsx';

const PAGES: Readonly<Record<View, ComponentType>> = {
  elements: ElementsView,
  cycles: CyclesView,
  yamazumi: YamazumiView,
  timeline: TimelineView,
  pareto: ParetoView,
  values: ValuesView,
  comparison: ComparisonView,
  standard: StandardView,
  combination: CombinationView,
};

/** The pages of a report, one at a time. */
export function ReportViews() {
  const t = useTranslations('reports');
  const [, set] = useChoice();
  const { view } = useReportState().choice;
  const Page = PAGES[view];
  return (
    <Tabs value={view} onChange={(next) => set('view', next === VIEWS[0] ? null : next)} keepMounted={false}>
      <Tabs.List className="screen-only" aria-label={t('views.label')}>
        {VIEWS.map((each) => (
          <Tabs.Tab key={each} value={each}>
            {t(`views.${each}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={view} pt="md">
        <Stack gap="xl">
          <Page />
        </Stack>
      </Tabs.Panel>
    </Tabs>
  );
}
