'use client';

import { Anchor, Badge, Group, Stack, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CheckList } from '../../../components/check-list.tsx';
import { Figure } from '../../../components/figure.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useShowMore } from '../../../components/use-show-more.tsx';
import { editorAddress } from '../../../lib/editor-address.ts';
import type { Draft, DraftImpact, PublishedVocabulary } from '../api/use-publish.ts';
import { ChangesTable } from './changes-table.tsx';
import { ClientList } from './client-list.tsx';
import { EncoderFindings } from './encoder-findings.tsx';
import { PublishForm } from './publish-form.tsx';
import classes from './publish.module.css';

interface Props {
  readonly vocabulary: PublishedVocabulary;
  readonly draft: Draft;
  readonly version: DraftImpact;
  readonly onStale: () => void;
  readonly onPublished: (published: { readonly id: string; readonly number: number }) => void;
}

export function ImpactView({ vocabulary, draft, version, onStale, onPublished }: Props) {
  const t = useTranslations('vocabularyPublish');
  const { impact, checks } = version;
  const errorCount = checks.filter(({ severity }) => severity === 'error').length;
  const isFirst = !vocabulary.latestPublished;
  return (
    <div className={classes.columns}>
      <Stack gap="lg" miw={0}>
        {isFirst ? <Text size="sm">{t('first')}</Text> : <Figures impact={impact} />}
        {isFirst ? null : (
          <Section title={t('changes.title')}>
            {impact.concepts.length > 0 ? (
              <ChangesTable
                versionId={draft.id}
                concepts={impact.concepts}
                addressOf={(externalId) => editorAddress(vocabulary.id, draft.number, externalId)}
              />
            ) : (
              <Text size="sm" c="dimmed">
                {t('changes.none')}
              </Text>
            )}
          </Section>
        )}
        {impact.addedConcepts.length > 0 ? <Added concepts={impact.addedConcepts} /> : null}
        {impact.recipes.length > 0 ? (
          <Section title={t('recipes.title')} hint={t('recipes.hint')}>
            <Group gap={6}>
              {impact.recipes.map(({ id, name }) => (
                <Badge key={id} variant="default" tt="none" size="lg">
                  {name}
                </Badge>
              ))}
            </Group>
          </Section>
        ) : null}
        {impact.clients.length > 0 ? (
          <Section title={t('clients.title')}>
            <ClientList clients={impact.clients} />
          </Section>
        ) : null}
      </Stack>
      <Stack gap="lg" className={classes.side}>
        <PublishForm
          draft={draft}
          revision={version.revision}
          errorCount={errorCount}
          onStale={onStale}
          onPublished={onPublished}
        />
        <Section title={t('checks.title')}>
          {checks.length > 0 ? (
            <CheckList
              label={t('checks.title')}
              checks={checks}
              addressOf={(externalId) => editorAddress(vocabulary.id, draft.number, externalId)}
            />
          ) : (
            <Text size="sm" c="dimmed">
              {t('checks.none')}
            </Text>
          )}
        </Section>
        <Section title={t('encoderChecks.title')}>
          <EncoderFindings versionId={draft.id} told={checks} />
        </Section>
        <Anchor component={Link} size="sm" href={`/vocabularies/${vocabulary.id}/checks?version=${draft.number}`}>
          {t('allChecks')}
        </Anchor>
      </Stack>
    </div>
  );
}

function Figures({ impact }: { readonly impact: DraftImpact['impact'] }) {
  const t = useTranslations('vocabularyPublish.figure');
  const { segmentCount, reviewCount, undecidedReviewCount: count, recipes, clients } = impact;
  return (
    <dl className={classes.figures}>
      <Figure label={t('segments')} value={segmentCount.toLocaleString()} note={t('kept')} />
      <Figure
        label={t('reviews')}
        value={reviewCount.toLocaleString()}
        note={count > 0 ? t('undecided', { count }) : t('noneUndecided')}
      />
      <Figure label={t('recipes')} value={recipes.length} />
      <Figure label={t('clients')} value={clients.length} />
    </dl>
  );
}

function Added({ concepts }: { readonly concepts: DraftImpact['impact']['addedConcepts'] }) {
  const t = useTranslations('vocabularyPublish.added');
  const active = concepts.filter(({ status }) => status === 'active');
  const { shown, more } = useShowMore(active, 60);
  return (
    <Section title={t('title', { count: active.length })}>
      <Group gap={6}>
        {shown.map(({ id, label, notation }) => (
          <Tag key={id} color="green" size="lg" isWrapped>
            {notation ? `${notation} ${label}` : label}
          </Tag>
        ))}
      </Group>
      {more}
      {active.length < concepts.length ? (
        <Text size="sm" c="dimmed" mt="xs">
          {t('deprecated', { count: concepts.length - active.length })}
        </Text>
      ) : null}
    </Section>
  );
}

interface SectionProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

function Section({ title, hint, children }: SectionProps) {
  return (
    <section aria-label={title}>
      <Title order={2} size="h4" mb={hint ? 0 : 'xs'}>
        {title}
      </Title>
      {hint ? (
        <Text size="xs" c="dimmed" mb="xs">
          {hint}
        </Text>
      ) : null}
      {children}
    </section>
  );
}
