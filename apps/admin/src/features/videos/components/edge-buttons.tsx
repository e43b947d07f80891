'use client';

import { ActionIcon, Button, Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { Edge } from '../reviewing/edges.ts';
import type { Review } from '../reviewing/review.ts';
import type { Reviewing } from '../reviewing/reviewing.ts';
import type { Target } from '../reviewing/target.ts';
import classes from './review.module.css';

interface Props {
  readonly target: Target | null;
  readonly instant: Review | null;
  readonly reviewing: Reviewing;
}

/** Moves the edges of what was said or marked by single frames, and takes it, or what was said of the instant, back. */
export function EdgeButtons({ target, instant, reviewing: { nudge, remove, mark } }: Props) {
  const t = useTranslations('videos.review');
  const isMovable = target !== null && target.kind !== 'segment';
  const isMarked = mark.startMs !== null || mark.endMs !== null;
  const button = (edge: Edge, step: 1 | -1) => {
    const Icon = step < 0 ? IconChevronLeft : IconChevronRight;
    const name = `${edge === 'startMs' ? 'start' : 'end'}${step < 0 ? 'Earlier' : 'Later'}` as const;
    return (
      <ActionIcon
        variant="subtle"
        color="gray"
        size="md"
        aria-label={t(`edge.${name}`)}
        title={t(`edge.${name}`)}
        disabled={!isMovable}
        onClick={() => nudge(edge, step)}
      >
        <Icon size={16} aria-hidden />
      </ActionIcon>
    );
  };
  return (
    <div className={classes.edges}>
      {(['startMs', 'endMs'] as const).map((edge) => (
        <Group key={edge} gap={0} wrap="nowrap" className={classes.edge}>
          <span aria-hidden>{t(edge === 'startMs' ? 'edge.start' : 'edge.end')}</span>
          {button(edge, -1)}
          {button(edge, 1)}
        </Group>
      ))}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        px={4}
        ml="auto"
        disabled={!isMarked && !instant && target?.kind !== 'review'}
        onClick={remove}
      >
        {t(isMarked ? 'discard' : 'remove')}
      </Button>
    </div>
  );
}
