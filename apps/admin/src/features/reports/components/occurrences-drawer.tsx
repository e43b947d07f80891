'use client';

import { Drawer, Skeleton, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../../components/query-view.tsx';
import { SpanThumbnail } from '../../../components/span-thumbnail.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useOccurrences } from '../api/use-report.ts';
import type { Occurrences, ReportElement } from '../api/use-report.ts';
import { elementIdOf } from './element-id.ts';
import { useChoice, useReportState, useTimes } from './report-context.ts';
import classes from './reports.module.css';

/** All times of the element that the address names, the longest first. */
export function OccurrencesDrawer() {
  const { report, choice, concepts } = useReportState();
  const [, set] = useChoice();
  const element = report.elements.find((each) => elementIdOf(each) === choice.elementId);
  return (
    <Drawer
      opened={element !== undefined}
      onClose={() => set('element', null)}
      position="right"
      size="lg"
      title={element ? concepts.labelOf(element) : ''}
    >
      {element ? <OccurrenceList element={element} /> : null}
    </Drawer>
  );
}

function OccurrenceList({ element }: { readonly element: ReportElement }) {
  const t = useTranslations('reports.occurrences');
  const { choice } = useReportState();
  const query = useOccurrences(choice, element.concept?.id ?? null);
  const { count, outlierCount } = element.times;
  return (
    <>
      <Text size="sm" mb="sm">
        {t('summary', { count, outliers: outlierCount })}
      </Text>
      <QueryView query={query} skeleton={<ListSkeleton count={Math.min(count, 12)} />}>
        {(occurrences) => (
          <>
            <Pictures occurrences={occurrences} />
            {count > occurrences.length ? (
              <Text size="xs" c="dimmed" mt="sm">
                {t('cut', { count: occurrences.length })}
              </Text>
            ) : null}
          </>
        )}
      </QueryView>
    </>
  );
}

function Pictures({ occurrences }: { readonly occurrences: Occurrences }) {
  const t = useTranslations('reports.occurrences');
  const times = useTimes();
  return (
    <ul className={classes.pictures}>
      {occurrences.map(({ video, startMs, endMs, isOutlier, reviewedMs }) => (
        <li key={`${video.id} ${startMs}`}>
          <SpanThumbnail video={video} startMs={startMs} endMs={endMs} />
          <div className={classes.caption}>
            <strong>{times.full(endMs - startMs)}</strong>
            {isOutlier ? <Tag color="orange">{t('outlier')}</Tag> : null}
            {reviewedMs === endMs - startMs ? <Tag color="teal">{t('reviewed')}</Tag> : null}
          </div>
          <Text size="xs" c="dimmed">
            {video.name}
          </Text>
        </li>
      ))}
    </ul>
  );
}

function ListSkeleton({ count }: { readonly count: number }) {
  return (
    <div className={classes.pictures}>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} h={150} />
      ))}
    </div>
  );
}
