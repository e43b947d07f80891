'use client';

import { Skeleton, Text, Title } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import type { MouseEvent } from 'react';
import { ConceptMark } from '../../../components/concept-mark.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { CanvasView } from '../../videos/components/canvas-view.tsx';
import { barsOf } from '../../videos/timeline/bars.ts';
import { paintTrack } from '../../videos/timeline/painting.ts';
import type { Palette } from '../../videos/timeline/painting.ts';
import { toMs, wholeAxis } from '../../videos/timeline/time-axis.ts';
import type { TimeAxis } from '../../videos/timeline/time-axis.ts';
import type { Track, TrackConcept } from '../../videos/timeline/track.ts';
import { useTimeline } from '../api/use-report.ts';
import type { TimelineVideo } from '../api/use-report.ts';
import { byStationAndDay } from '../model/timeline-groups.ts';
import type { StationTimeline } from '../model/timeline-groups.ts';
import { shortNames } from '../model/yamazumi.ts';
import { useReportState, useTimes } from './report-context.ts';
import type { Column } from './report-table.tsx';
import classes from './reports.module.css';
import { useSheet } from './sheets.ts';

/** What is done in each video, a strip each: by station, day after day, all on one scale. */
export function TimelineView() {
  const { choice } = useReportState();
  return (
    <QueryView query={useTimeline(choice)} skeleton={<Skeleton h={420} />}>
      {(videos) => <Strips videos={videos} />}
    </QueryView>
  );
}

const endOf = ({ parts }: TimelineVideo) => parts.at(-1)?.endMs ?? 0;

function Strips({ videos }: { readonly videos: readonly TimelineVideo[] }) {
  const t = useTranslations('reports.timeline');
  const times = useTimes();
  const { report } = useReportState();
  const concepts = useTrackConcepts(videos);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const longestMs = Math.max(1, ...videos.map(endOf));
  const axis = useMemo(() => wholeAxis(longestMs, width), [longestMs, width]);
  const format = useFormatter();
  const groups = byStationAndDay(
    videos,
    report.stations.map(({ station }) => station.id),
    (iso) => format.dateTime(new Date(iso), { dateStyle: 'full' }),
  );
  useSheet({ title: t('title'), name: 'timeline', columns: usePartColumns(), rows: videos.flatMap(partsOf) });
  const names = shortNames(report.stations.map(({ station }) => station.path.map(({ name }) => name)));
  const nameOf = new Map(report.stations.map(({ station }, index) => [station.id, names[index]!]));
  return (
    <section aria-label={t('title')} className={classes.timeline}>
      <Title order={2} size="h4">
        {t('title')}
      </Title>
      <Text size="xs" c="dimmed" mb={6}>
        {t('scale', { time: times.full(longestMs) })} <span className="screen-only">{t('hint')}</span>
        {report.videoCount > videos.length ? ` ${t('cut', { count: videos.length })}` : ''}
      </Text>
      <ul className={classes.legend}>
        {concepts.map(({ id, label, color }) => (
          <li key={id}>
            <ConceptMark color={color} />
            {label}
          </li>
        ))}
      </ul>
      <div className={classes.stripRow} aria-hidden>
        <span />
        <div ref={ref} />
      </div>
      {groups.map((group) => (
        <Station
          key={group.stationId}
          group={group}
          name={nameOf.get(group.stationId) ?? ''}
          concepts={concepts}
          axis={axis}
        />
      ))}
    </section>
  );
}

/** A part of a video, as workbooks have it. */
type FilmedPart = Pick<TimelineVideo, 'video'> & TimelineVideo['parts'][number];

const partsOf = ({ video, parts }: TimelineVideo): FilmedPart[] => parts.map((part) => ({ ...part, video }));

function usePartColumns(): Column<FilmedPart>[] {
  const t = useTranslations('reports.cycles');
  const times = useTimes();
  const { concepts } = useReportState();
  return [
    { name: t('video'), isText: true, value: ({ video }) => video.name },
    { name: t('recordedAt'), isText: true, value: ({ video }) => video.recordedAt },
    { name: t('element'), isText: true, value: ({ conceptId }) => concepts.labelOf(concepts.named(conceptId)) },
    { name: t('startIn', { unit: times.unit }), format: 'time', value: ({ startMs }) => times.value(startMs) },
    {
      name: t('length', { unit: times.unit }),
      format: 'time',
      value: ({ startMs, endMs }) => times.value(endMs - startMs),
    },
  ];
}

interface StationProps {
  readonly group: StationTimeline;
  readonly name: string;
  readonly concepts: readonly TrackConcept[];
  readonly axis: TimeAxis;
}

function Station({ group, name, concepts, axis }: StationProps) {
  const t = useTranslations('reports.timeline');
  return (
    <section aria-label={name}>
      <Title order={3} size="h5" mt="md">
        {name}
      </Title>
      {group.days.map(({ date, videos }) => (
        <div key={date} className={classes.day}>
          <Text size="xs" c="dimmed" mt={6}>
            {date ?? t('undated')}
          </Text>
          {videos.map((filmed) => (
            <Strip key={filmed.video.id} filmed={filmed} concepts={concepts} axis={axis} />
          ))}
        </div>
      ))}
    </section>
  );
}

const STRIP_HEIGHT = 22;
/** Nothing moves. */
const STILL = { onTime: () => () => {} };

interface StripProps extends Pick<StationProps, 'concepts' | 'axis'> {
  readonly filmed: TimelineVideo;
}

/** A click opens the video at that time. */
function Strip({ filmed, concepts, axis }: StripProps) {
  const t = useTranslations('reports');
  const format = useFormatter();
  const router = useRouter();
  const { video, parts } = filmed;
  const track = useMemo((): Track => {
    const indexes = new Map(concepts.map(({ id }, index) => [id, index]));
    const segments = parts.map(({ conceptId, startMs, endMs }) => ({
      startMs,
      endMs,
      conceptIndex: indexes.get(conceptId ?? '') ?? -1,
      probability: 1,
      runnersUp: [],
    }));
    return { concepts, segments };
  }, [concepts, parts]);
  const shown = useMemo(() => ({ track, bars: barsOf(track.segments, axis), axis }), [track, axis]);
  const unknownLabel = t('unknown');
  const paint = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette) =>
      paintTrack(context, shown, { y: 0, height: STRIP_HEIGHT }, palette, { unknownLabel }),
    [shown, unknownLabel],
  );
  const time = video.recordedAt ? format.dateTime(new Date(video.recordedAt), { timeStyle: 'short' }) : null;
  const href = `/videos/${video.id}`;
  const openThere = (event: MouseEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const ms = toMs(axis, event.clientX - event.currentTarget.getBoundingClientRect().left);
    router.push(`${href}?t=${Math.round(Math.min(ms, endOf(filmed)))}`);
  };
  return (
    <div className={classes.stripRow}>
      <Link href={href} prefetch={false} className={classes.stripName} title={video.name}>
        {time ? `${time} ` : ''}
        {video.name}
      </Link>
      <Link href={href} prefetch={false} tabIndex={-1} aria-hidden onClick={openThere} className={classes.strip}>
        <CanvasView clock={STILL} widthPx={axis.widthPx} heightPx={STRIP_HEIGHT} paint={paint} />
      </Link>
    </div>
  );
}

/** Concepts that occur, in the order of their first occurrence. */
function useTrackConcepts(videos: readonly TimelineVideo[]): readonly TrackConcept[] {
  const { concepts } = useReportState();
  return useMemo(() => {
    const ids = new Set(
      videos.flatMap(({ parts }) => parts.flatMap(({ conceptId }) => (conceptId === null ? [] : [conceptId]))),
    );
    return Array.from(ids, (id) => {
      const of = concepts.named(id);
      const { externalId = '' } = of.concept ?? {};
      return {
        id,
        externalId,
        notation: null,
        label: concepts.labelOf(of),
        searchText: '',
        color: concepts.colorOf(of),
        isActive: true,
      };
    });
  }, [videos, concepts]);
}
