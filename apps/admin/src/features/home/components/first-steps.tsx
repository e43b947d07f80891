'use client';

import { Button, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useHome, useHomeLibraries } from '../api/use-home.ts';
import { STEPS, stepsTaken } from '../first-steps.ts';
import type { Step } from '../first-steps.ts';
import classes from './home.module.css';
import { Section } from './section.tsx';

const PLACES: Readonly<Record<Step, string>> = {
  videos: '/libraries?add=library',
  words: '/vocabularies',
  recognise: '/recognitions/new',
};

/** For those who have nothing but the demo; goes once all of it is done. */
export function FirstSteps() {
  const t = useTranslations('home.steps');
  const { data: home } = useHome();
  const { data: libraries } = useHomeLibraries();
  if (!home || !libraries) return null;
  const taken = stepsTaken({
    libraries,
    vocabularies: home.vocabularies.nodes,
    recognitions: home.recognitions.nodes,
  });
  if (taken.has('recognise') || taken.size === STEPS.length) return null;
  const next = STEPS.find((step) => !taken.has(step));
  return (
    <Section title={t('title')}>
      <Text size="sm" c="dimmed" mb="md">
        {t('hint')}
      </Text>
      <ol className={classes.steps}>
        {STEPS.map((step, index) => (
          <Group component="li" key={step} align="flex-start" wrap="nowrap" gap="sm">
            <ThemeIcon
              radius="xl"
              size={28}
              variant={step === next ? 'filled' : 'light'}
              color={taken.has(step) || step === next ? 'teal' : 'gray'}
            >
              {taken.has(step) ? (
                <IconCheck size={16} aria-label={t('isDone')} />
              ) : (
                <span aria-hidden>{index + 1}</span>
              )}
            </ThemeIcon>
            <Stack gap={4} align="flex-start">
              <Text fw={600}>{t(step)}</Text>
              <Text size="sm" c="dimmed">
                {t(`${step}Hint`)}
              </Text>
              <Button
                component={Link}
                href={PLACES[step]}
                size="compact-sm"
                variant={step === next ? 'filled' : 'default'}
                mt={4}
              >
                {t(`${step}Do`)}
              </Button>
            </Stack>
          </Group>
        ))}
      </ol>
    </Section>
  );
}
