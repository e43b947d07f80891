'use client';

import { Anchor, Button, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { IconColumns2 } from '@tabler/icons-react';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { LoadError, QueryView } from '../../../components/query-view.tsx';
import { useRecognizedRecipes } from '../../../components/use-recognized-recipes.ts';
import { compareAddress, videoSpanIn } from '../../../lib/compare-address.ts';
import type { VideoSpan } from '../../../lib/compare-address.ts';
import { useComparedSide, useCyclesToCompare } from '../api/use-compared.ts';
import type { ComparedSide, WorkOf } from '../api/use-compared.ts';
import { CompareView } from './compare-view.tsx';
import classes from './compare.module.css';

/** Two spans beside each other, in step: the address holds which ones, and under which recipe. */
export function ComparePage() {
  const t = useTranslations('compare');
  const parameters = useSearchParams();
  const [left, right] = [videoSpanIn(parameters.get('left')), videoSpanIn(parameters.get('right'))];
  const level = Math.floor(Number(parameters.get('level'))) || null;
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint')} />
      {left ? (
        <QueryView query={useRecognizedRecipes()} skeleton={<CompareSkeleton />}>
          {(recipes) => (
            <Spans
              left={left}
              right={right}
              of={{ recipeId: parameters.get('recipe') ?? recipes[0]?.id ?? null, level }}
            />
          )}
        </QueryView>
      ) : (
        <NothingChosen />
      )}
    </>
  );
}

function NothingChosen() {
  const t = useTranslations('compare.empty');
  return (
    <Paper withBorder>
      <EmptyState icon={IconColumns2} title={t('title')} hint={t('hint')}>
        <Button component={Link} href="/reports?view=cycles">
          {t('toCycles')}
        </Button>
      </EmptyState>
    </Paper>
  );
}

interface SpansProps {
  readonly left: VideoSpan;
  /** Null: it is still to be chosen. */
  readonly right: VideoSpan | null;
  readonly of: WorkOf;
}

function Spans({ left, right, of }: SpansProps) {
  const one = useComparedSide(left, of);
  const other = useComparedSide(right, of);
  const { error, retry } = one.error ? one : other;
  if (error) return <LoadError error={error} onRetry={retry} />;
  if (!one.side || (right && !other.side)) return <CompareSkeleton />;
  if (!other.side) return <ChooseOther left={one.side} of={of} />;
  const key = JSON.stringify([left, right, of]);
  return <CompareView key={key} sides={{ left: one.side, right: other.side }} />;
}

/** What the left span can be compared with. */
function ChooseOther({ left, of: { recipeId, level } }: { readonly left: ComparedSide; readonly of: WorkOf }) {
  const t = useTranslations('compare.choose');
  const { video, span } = left;
  if (!video || recipeId === null) return <NothingChosen />;
  return (
    <Paper withBorder>
      <EmptyState icon={IconColumns2} title={t('title', { name: video.name })} hint={t('hint')}>
        <CycleLinks span={span} libraryId={video.library.id} recipeId={recipeId} level={level} />
        <Text size="sm">
          <Anchor component={Link} href={`/reports?view=cycles&recipe=${recipeId}&libraries=${video.library.id}`}>
            {t('others')}
          </Anchor>
        </Text>
      </EmptyState>
    </Paper>
  );
}

interface LinksProps {
  readonly span: VideoSpan;
  readonly libraryId: string;
  readonly recipeId: string;
  readonly level: number | null;
}

function CycleLinks({ span, libraryId, recipeId, level }: LinksProps) {
  const t = useTranslations('compare.choose');
  return (
    <QueryView query={useCyclesToCompare(recipeId, libraryId, level)} skeleton={<Skeleton h={36} maw={420} />}>
      {(found) => {
        if (!found) return <Text size="sm">{t('none')}</Text>;
        const choices = [
          ['best', found.best],
          ['latest', found.latest],
          ['longest', found.cycles[0]!],
        ] as const;
        return (
          <Group gap="xs" justify="center">
            {choices.map(([name, { video, startMs, endMs }]) => (
              <Button
                key={name}
                component={Link}
                variant="default"
                href={compareAddress(span, { videoId: video.id, range: { startMs, endMs } }, { recipeId, level })}
              >
                {t(name)}
              </Button>
            ))}
          </Group>
        );
      }}
    </QueryView>
  );
}

function CompareSkeleton() {
  return (
    <Stack gap="md">
      <div className={classes.sides}>
        <Skeleton h={360} />
        <Skeleton h={360} />
      </div>
      <Skeleton h={44} />
      <Skeleton h={320} />
    </Stack>
  );
}
