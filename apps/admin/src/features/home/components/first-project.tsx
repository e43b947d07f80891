'use client';

import { Anchor, Button, CloseButton, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconCheck } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useUrlState } from '../../../lib/url-state.ts';
import { useFirstProject, useHome, useHomeLibraries } from '../api/use-home.ts';
import { ownRecognition, STEPS, stepsTaken } from '../first-project.ts';
import type { Step } from '../first-project.ts';
import classes from './home.module.css';
import { Section } from './section.tsx';

const PUT_AWAY_KEY = 'actionary-first-project-put-away';

const PLACES: Readonly<Record<Exclude<Step, 'demo'>, string>> = {
  videos: '/libraries?add=library',
  words: '/vocabularies',
  recognise: '/recognitions/new',
  review: '/reviews',
  train: '/reports',
};

/**
 * The way from the demo to a recognition of one's own and what it is worth: for those who have not gone it, until they put it
 * away; `?guide=open` brings it back.
 */
export function FirstProject() {
  const t = useTranslations('home.steps');
  const [isPutAway, setPutAway] = useLocalStorage({ key: PUT_AWAY_KEY, defaultValue: false });
  const [called, call] = useUrlState('guide');
  const { data: home } = useHome();
  const { data: libraries } = useHomeLibraries();
  const vocabularyId = ownRecognition(home?.recognitions.nodes ?? [])?.recipe.vocabularyVersion.vocabulary.id ?? null;
  const { data: learned, isLoading } = useFirstProject(vocabularyId);
  if (!home || !libraries || isLoading) return null;
  const taken = stepsTaken({
    libraries,
    vocabularies: home.vocabularies.nodes,
    recognitions: home.recognitions.nodes,
    hasReviews: (learned?.reviews.nodes.length ?? 0) > 0,
    hasAdapter: (learned?.adapters.nodes.length ?? 0) > 0,
  });
  if (called === null && (isPutAway || taken.size === STEPS.length)) return null;
  // The latest are of the demo's second library, which is there to be taught.
  const video = home.videos.nodes.at(-1);
  const places = { ...PLACES, demo: video ? `/videos/${video.id}` : '/libraries' };
  const next = STEPS.find((step) => !taken.has(step));
  const putAway = () => {
    setPutAway(true);
    call(null);
  };
  return (
    <Section title={t('title')} link={<CloseButton aria-label={t('putAway')} title={t('putAway')} onClick={putAway} />}>
      <Text size="sm" c="dimmed" mb="md">
        {next ? t('hint') : t('finished')}{' '}
        <span className="figures">{t('count', { done: taken.size, count: STEPS.length })}</span>
      </Text>
      <ol className={classes.steps}>
        {STEPS.map((step, index) => (
          <Line
            key={step}
            step={step}
            number={index + 1}
            place={places[step]}
            isTaken={taken.has(step)}
            isNext={step === next}
          />
        ))}
      </ol>
    </Section>
  );
}

interface LineProps {
  readonly step: Step;
  readonly number: number;
  readonly place: string;
  readonly isTaken: boolean;
  readonly isNext: boolean;
}

function Line({ step, number, place, isTaken, isNext }: LineProps) {
  const t = useTranslations('home.steps');
  return (
    <Group component="li" align="flex-start" wrap="nowrap" gap="sm" aria-current={isNext ? 'step' : undefined}>
      <ThemeIcon
        radius="xl"
        size={28}
        variant={isNext ? 'filled' : 'light'}
        color={isTaken || isNext ? 'teal' : 'gray'}
      >
        {isTaken ? <IconCheck size={16} role="img" aria-label={t('isDone')} /> : <span aria-hidden>{number}</span>}
      </ThemeIcon>
      <Stack gap={4} align="flex-start">
        <Text fw={600}>{t(step)}</Text>
        <Text size="sm" c="dimmed">
          {t(`${step}Hint`)}
        </Text>
        <Group gap="xs" mt={4}>
          <Button component={Link} href={place} size="compact-sm" variant={isNext ? 'filled' : 'default'}>
            {t(`${step}Do`)}
          </Button>
          {step === 'train' ? (
            <Anchor component={Link} href="/adapters" size="sm">
              {t('toAdapters')}
            </Anchor>
          ) : null}
        </Group>
      </Stack>
    </Group>
  );
}
