'use client';

import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { PublicationStateDocument } from '../../generated/graphql.ts';
import type { PublicationStateQuery } from '../../generated/graphql.ts';
import { formatMoment } from '../lib/format.ts';
import { graphqlQuery } from '../lib/graphql.ts';
import { PublicationButton } from './publication-button.tsx';

type Published = Extract<PublicationStateQuery['node'], { readonly __typename: 'Recognition' }>;
type Publication = Published['publications'][number];

interface Props {
  readonly recognitionId: string;
  /** It waits or runs. */
  readonly isActive?: boolean;
  /** On the page of the comparison itself. */
  readonly isComparison?: boolean;
}

const POLL_MS = 5000;

/** Which results readers see, and the ways to change that; nothing where a recognition was the first in its videos. */
export function PublicationPanel({ recognitionId, isActive = false, isComparison = false }: Props) {
  const t = useTranslations('publication');
  const query = useQuery({
    ...graphqlQuery(PublicationStateDocument, { id: recognitionId }),
    refetchInterval: isActive ? POLL_MS : false,
    refetchOnMount: 'always',
  });
  const published = query.data?.node?.__typename === 'Recognition' ? query.data.node : null;
  if (!published || published.publishing === 'perVideo') return null;
  const { heldCount, publications } = published;
  const inForce = publications.find(({ rolledBackAt }) => rolledBackAt === null);
  if (!isActive && heldCount === 0 && publications.length === 0) return null;
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('title')}>
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={2} size="h5">
            {t('title')}
          </Title>
          <StateText published={published} inForce={inForce} isActive={isActive} />
        </div>
        {isActive ? null : (
          <Group gap="xs">
            {isComparison ? null : (
              <Button component={Link} variant="default" href={`/recognitions/${recognitionId}/compare`}>
                {t('compare')}
              </Button>
            )}
            {inForce ? (
              <PublicationButton recognitionId={recognitionId} act="rollBack" videoCount={inForce.videoCount} />
            ) : null}
            {heldCount > 0 ? (
              <PublicationButton recognitionId={recognitionId} act="publish" videoCount={heldCount} />
            ) : null}
          </Group>
        )}
      </Group>
      <History publications={publications} />
    </Paper>
  );
}

interface StateProps {
  readonly published: Published;
  readonly inForce: Publication | undefined;
  readonly isActive: boolean;
}

function StateText({ published: { publishing, heldCount }, inForce, isActive }: StateProps) {
  const t = useTranslations('publication');
  const person = inForce?.publishedBy;
  const texts = [
    isActive ? t(publishing === 'byHand' ? 'waiting.byHand' : 'waiting.whenFinished') : null,
    inForce && person ? t('inForceBy', { count: inForce.videoCount, person }) : null,
    inForce && !person ? t('inForce', { count: inForce.videoCount }) : null,
    !isActive && heldCount > 0 ? t(inForce ? 'more' : 'held', { count: heldCount }) : null,
  ];
  return <Text size="sm">{texts.filter((text) => text !== null).join(' ')}</Text>;
}

/** Every time that results were shown and taken back, latest first. */
function History({ publications }: { readonly publications: readonly Publication[] }) {
  const t = useTranslations('publication');
  const locale = useLocale();
  const textOf = ({ publishedAt, publishedBy, rolledBackAt, rolledBackBy }: Publication) => {
    const when = formatMoment(publishedAt, locale);
    const shown = publishedBy ? t('publishedBy', { when, person: publishedBy }) : t('published', { when });
    if (!rolledBackAt) return shown;
    const backAt = formatMoment(rolledBackAt, locale);
    const back = rolledBackBy
      ? t('rolledBackBy', { when: backAt, person: rolledBackBy })
      : t('rolledBack', { when: backAt });
    return `${shown} · ${back}`;
  };
  if (publications.length === 0) return null;
  return (
    <Text component="ul" size="xs" c="dimmed" mt={6} mb={0} pl="md" className="figures" aria-label={t('history')}>
      {publications.map((publication) => (
        <li key={publication.id}>{textOf(publication)}</li>
      ))}
    </Text>
  );
}
