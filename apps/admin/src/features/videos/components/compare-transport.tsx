'use client';

import { Group, NativeSelect, SegmentedControl, Text } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconRepeat,
} from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { PairClock } from '../comparing/pair-clock.ts';
import { SPEEDS } from '../timeline/shuttle.ts';
import classes from './compare.module.css';
import { Control } from './player.tsx';
import { useFormatTime } from './video-context.ts';

/** How both go on together; `none`: by time, since they have no element in common. */
export type Step = 'time' | 'element' | 'none';

interface Props {
  readonly clock: PairClock;
  readonly step: Step;
  readonly onStep: (step: Exclude<Step, 'none'>) => void;
}

/** What both players are steered with. */
export function CompareTransport({ clock, step, onStep }: Props) {
  const t = useTranslations('compare');
  const controls = useTranslations('videos.player');
  const { isPlaying, speed, isLooping } = useSyncExternalStore(clock.onState, clock.state, clock.state);
  return (
    <div role="group" aria-label={t('transport')} className={classes.transport}>
      <Scrubber clock={clock} />
      <Group gap={4} wrap="wrap">
        <Control label={controls(isPlaying ? 'pause' : 'play')} onClick={clock.toggle} isFilled>
          {isPlaying ? <IconPlayerPauseFilled size={18} aria-hidden /> : <IconPlayerPlayFilled size={18} aria-hidden />}
        </Control>
        <Control label={controls('previousFrame')} onClick={() => clock.step(-1)}>
          <IconChevronLeft size={18} aria-hidden />
        </Control>
        <Control label={controls('nextFrame')} onClick={() => clock.step(1)}>
          <IconChevronRight size={18} aria-hidden />
        </Control>
        <Control label={t('loop')} onClick={() => clock.setLooping(!isLooping)} isPressed={isLooping}>
          <IconRepeat size={18} aria-hidden />
        </Control>
        <PairTime clock={clock} />
        <Group gap="xs" ml="auto" wrap="wrap">
          <NativeSelect
            size="xs"
            w={84}
            aria-label={controls('speed')}
            value={String(Math.abs(speed))}
            data={SPEEDS.map((each) => ({ value: String(each), label: `${each}×` }))}
            onChange={({ currentTarget }) => clock.setSpeed(Number(currentTarget.value))}
          />
          <SegmentedControl
            size="xs"
            aria-label={t('step')}
            disabled={step === 'none'}
            value={step === 'none' ? 'time' : step}
            onChange={(value) => onStep(value === 'time' ? 'time' : 'element')}
            data={(['element', 'time'] as const).map((value) => ({ value, label: t(`steps.${value}`) }))}
          />
        </Group>
      </Group>
      <Text size="xs" c="dimmed">
        {t(`stepHints.${step}`)} <span className={`${classes.keys} key-cap`}>{t('keys')}</span>
      </Text>
    </div>
  );
}

/** The time of both; written past React, since it changes with every frame. */
function Scrubber({ clock }: { readonly clock: PairClock }) {
  const t = useTranslations('compare');
  const format = useFormatTime();
  const place = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const write = () => {
      if (!place.current) return;
      place.current.max = String(Math.round(clock.totalMs));
      place.current.value = String(Math.round(clock.timeMs));
      place.current.setAttribute('aria-valuetext', format(clock.timeMs));
    };
    write();
    return clock.onTime(write);
  }, [clock, format]);
  return (
    <input
      ref={place}
      type="range"
      className={classes.scrubber}
      aria-label={t('time')}
      min={0}
      step={10}
      defaultValue={0}
      onInput={({ currentTarget }) => clock.seek(Number(currentTarget.value))}
    />
  );
}

function PairTime({ clock }: { readonly clock: PairClock }) {
  const t = useTranslations('compare');
  const format = useFormatTime();
  const place = useRef<HTMLTimeElement>(null);
  useEffect(() => {
    const write = () => {
      if (place.current) place.current.textContent = `${format(clock.timeMs)} / ${format(clock.totalMs)}`;
    };
    write();
    return clock.onTime(write);
  }, [clock, format]);
  return <time ref={place} className="figures" role="timer" aria-label={t('time')} />;
}
