'use client';

import { Anchor, Button, Group, Skeleton, Text, Title } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageHeader } from '../../../components/page-header.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { formatDuration } from '../../../lib/duration.ts';
import { formatMoment, formatPercent } from '../../../lib/format.ts';
import { gainWords } from '../../../lib/gain-words.ts';
import { saveText } from '../../../lib/save-text.ts';
import { useSentences } from '../../../lib/use-sentences.ts';
import { usePilotReport } from '../api/use-pilot-report.ts';
import type { Pilot } from '../api/use-pilot-report.ts';
import { NextSteps } from './next-steps.tsx';
import classes from './pilot-report.module.css';

/** A pilot on one sheet, for whoever decides about it. @param id of the adapter */
export function PilotReportPage({ id }: { readonly id: string }) {
  const query = usePilotReport(id);
  return (
    <QueryView query={query} skeleton={<Skeleton h={640} />}>
      {(pilot) => <Sheet pilot={pilot} />}
    </QueryView>
  );
}

function Sheet({ pilot }: { readonly pilot: Pilot }) {
  const t = useTranslations('evaluations.pilot');
  const report = useTranslations('adapters.report');
  const locale = useLocale();
  const { adapter } = pilot;
  const made = { name: adapter.name, recipe: adapter.recipe.name, when: formatMoment(adapter.createdAt, locale) };
  return (
    <div className={classes.sheet}>
      <Anchor component={Link} href={`/adapters/${adapter.id}`} size="sm" className="screen-only">
        {adapter.name}
      </Anchor>
      <PageHeader title={t('title')} hint={t('made', made)}>
        <Group gap="xs" className="screen-only">
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => globalThis.print()}
          >
            {report('print')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => saveText(`${adapter.name} PoC.json`, 'application/json', JSON.stringify(pilot, null, 2))}
          >
            {report('export')}
          </Button>
        </Group>
      </PageHeader>
      <div className={classes.parts}>
        <Gain pilot={pilot} />
        <Labelled pilot={pilot} />
        <Cost pilot={pilot} />
        <Unknown pilot={pilot} />
        <NextSteps pilot={pilot} />
      </div>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className={classes.part}>
      <Title order={2} size="h4" mb={4}>
        {title}
      </Title>
      {children}
    </section>
  );
}

/** In plain words, with how sure that is, and as two bars. */
function Gain({ pilot: { adapter } }: { readonly pilot: Pilot }) {
  const t = useTranslations('evaluations.pilot');
  const words = useTranslations('adapters');
  const { direction, certainty, count, from, to } = gainWords(adapter.report.gain);
  const shareOf = (wanted: string) => adapter.report.methods.find(({ method }) => method === wanted)?.all ?? 0;
  const other = adapter.report.novelGain && gainWords(adapter.report.novelGain);
  return (
    <Part title={t('gained')}>
      <Text size="lg" lh={1.6} mb="xs">
        {words('sentences', {
          first: words(`gain.${direction}`, { count }),
          second: words(`certainty.${certainty}`, { from, to }),
        })}
      </Text>
      <ShareBar label={t('without')} share={shareOf('frozen')} className={classes.before!} />
      <ShareBar label={t('with')} share={shareOf('adapter')} className={classes.after!} />
      <Text size="sm" mt="xs">
        {other ? t(`others.${other.direction}`, { count: other.count }) : t('others.unknown')}
      </Text>
    </Part>
  );
}

function ShareBar({
  label,
  share,
  className,
}: {
  readonly label: string;
  readonly share: number;
  readonly className: string;
}) {
  const locale = useLocale();
  return (
    <div className={classes.bar}>
      <Text size="sm">{label}</Text>
      <div className={classes.track} aria-hidden>
        <div className={className} style={{ inlineSize: `${100 * share}%` }} />
      </div>
      <Text size="sm" fw={600} className="figures">
        {formatPercent(share, locale)}
      </Text>
    </div>
  );
}

function Labelled({ pilot: { labelled } }: { readonly pilot: Pilot }) {
  const sentences = useSentences();
  const t = useTranslations('evaluations.pilot');
  const locale = useLocale();
  const { spanCount, durationMs, videoCount, conceptCount, personCount } = labelled;
  return (
    <Part title={t('labelled')}>
      <Text size="sm">
        {sentences([
          t('spans', { spans: spanCount, videos: videoCount, duration: formatDuration(durationMs, locale) }),
          t('concepts', { count: conceptCount }),
          personCount > 0 ? t('people', { count: personCount }) : t('nobodyNamed'),
        ])}
      </Text>
    </Part>
  );
}

/** What comes in sooner was not reviewed one by one. */
const LEAST_REVIEWING_MS = 10_000;

function Cost({ pilot: { labelled, adapter } }: { readonly pilot: Pilot }) {
  const sentences = useSentences();
  const t = useTranslations('evaluations.pilot');
  const locale = useLocale();
  return (
    <Part title={t('cost')}>
      <Text size="sm">
        {sentences([
          labelled.reviewingMs >= LEAST_REVIEWING_MS
            ? t('reviewing', { duration: formatDuration(labelled.reviewingMs, locale) })
            : t('reviewingUnknown'),
          t('training', { duration: formatDuration(Math.max(1000, adapter.trainedInMs), locale) }),
        ])}
      </Text>
      <Text size="xs" c="dimmed" mt={2}>
        {t('reviewingNote')}
      </Text>
    </Part>
  );
}

const WORST = 3;
const THIN = 6;

/** What the recipe does not know, which concepts have too few reviews, and what is confused. */
function Unknown({ pilot }: { readonly pilot: Pilot }) {
  const t = useTranslations('evaluations.pilot');
  const confusion = useTranslations('evaluations.confusion');
  const locale = useLocale();
  const { recognizedMs, unknownMs, concepts } = pilot;
  const thin = concepts.filter(({ spanCount, wantedCount }) => spanCount < wantedCount);
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const names = thin.slice(0, THIN).map(({ content }) => content.label);
  const rest = thin.length - names.length;
  const labelOf = (place: number) => pilot.confusion!.concepts[place]!.contents[0]?.label ?? confusion('gone');
  return (
    <Part title={t('unknown')}>
      <ul className={classes.list}>
        <li>
          {recognizedMs > 0
            ? t('unknownShare', { share: formatPercent(unknownMs / recognizedMs, locale) })
            : t('notRecognised')}
        </li>
        <li>
          {thin.length === 0
            ? t('noThin')
            : t('thin', {
                count: thin.length,
                names: list.format(rest > 0 ? [...names, t('more', { count: rest })] : names),
              })}
        </li>
        {pilot.confusion ? (
          pilot.confusion.adapted.worst
            .slice(0, WORST)
            .map(({ shown, found, count, shownCount }) => (
              <li key={`${shown} ${found}`}>
                {confusion('pair', { shown: labelOf(shown), found: labelOf(found), count, all: shownCount })}
              </li>
            ))
        ) : (
          <li>
            {t('noConfusion')}{' '}
            <Anchor
              component={Link}
              href={`/evaluations?recipe=${pilot.adapter.recipe.id}`}
              inherit
              className="screen-only"
            >
              {t('toEvaluation')}
            </Anchor>
          </li>
        )}
      </ul>
    </Part>
  );
}
