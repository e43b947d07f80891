'use client';

import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import { formatPercent } from '../../../lib/format.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { conceptsQuery } from '../api/track.ts';
import type { ComparedSide } from '../api/use-compared.ts';
import { comparedElements } from '../comparing/compared-elements.ts';
import type { ComparedElement } from '../comparing/compared-elements.ts';
import { PairClock } from '../comparing/pair-clock.ts';
import { pairTimeOf, planByElement, planByTime, SIDES, timeAt } from '../comparing/pair-plan.ts';
import type { Pair, PairPlan } from '../comparing/pair-plan.ts';
import { partsOf, rangeIn, trackOf } from '../comparing/compared-span.ts';
import { SPEEDS } from '../timeline/shuttle.ts';
import type { TrackConcept } from '../timeline/track.ts';
import { CompareSideView } from './compare-side.tsx';
import { CompareTable } from './compare-table.tsx';
import { CompareTransport } from './compare-transport.tsx';
import type { Step } from './compare-transport.tsx';
import classes from './compare.module.css';
import { fpsOf } from './player-place.tsx';
import { useVideoKeys } from './use-video-keys.ts';

const NO_CONCEPTS: readonly TrackConcept[] = [];

/** Two spans: players, what is done in either, one clock for both. */
export function CompareView({ sides }: { readonly sides: Pair<ComparedSide> }) {
  const work = sides.left.work ?? sides.right.work;
  const versionId = work?.vocabularyVersion.id ?? null;
  const { data: concepts = NO_CONCEPTS } = useQuery({
    ...conceptsQuery(versionId ?? '', useLocale()),
    enabled: versionId !== null,
  });
  const spans = useMemo(() => bothOf((side) => rangeIn(sides[side])), [sides]);
  const elements = useMemo(() => comparedElements(partsOf(sides.left), partsOf(sides.right)), [sides]);
  const tracks = useMemo(() => bothOf((side) => trackOf(sides[side], concepts)), [sides, concepts]);
  const [clock] = useState(() => new PairClock(bothOf((side) => 1000 / fpsIn(sides[side]))));
  const { step, setStep, jump, jumpBy } = useSteps(clock, spans, elements);
  const longestMs = Math.max(...SIDES.map((side) => spans[side].endMs - spans[side].startMs));
  const changeSpeed = (direction: 1 | -1) => {
    const place = SPEEDS.findIndex((speed) => speed >= Math.abs(clock.state().speed));
    clock.setSpeed(SPEEDS[Math.min(Math.max(place + direction, 0), SPEEDS.length - 1)]!);
  };
  useVideoKeys({
    ' ': clock.toggle,
    k: clock.pause,
    j: () => clock.shuttle(-1),
    l: () => clock.shuttle(1),
    ',': () => clock.step(-1),
    '.': () => clock.step(1),
    ';': () => jumpBy(1),
    h: () => jumpBy(-1),
    r: () => clock.setLooping(!clock.state().isLooping),
    '<': () => changeSpeed(-1),
    '>': () => changeSpeed(1),
  });
  return (
    <Stack gap="md">
      <WorkFacts sides={sides} />
      <div className={classes.sides}>
        {SIDES.map((side) => (
          <CompareSideView
            key={side}
            side={side}
            compared={sides[side]}
            span={spans[side]}
            longestMs={longestMs}
            track={tracks[side]}
            clock={clock}
          />
        ))}
      </div>
      <CompareTransport clock={clock} step={step} onStep={setStep} />
      <CompareTable
        lengthsMs={bothOf((side) => (sides[side].video ? spans[side].endMs - spans[side].startMs : null))}
        elements={elements}
        concepts={concepts}
        onJump={jump}
      />
    </Stack>
  );
}

function bothOf<T>(make: (side: (typeof SIDES)[number]) => T): Pair<T> {
  return { left: make('left'), right: make('right') };
}

const USUAL = { fps: null };
const fpsIn = ({ video }: ComparedSide) => fpsOf(video ?? USUAL);

/** How both go on together, as the address says, and how to get to an element of theirs. */
function useSteps(
  clock: PairClock,
  spans: ReturnType<typeof bothOf<ReturnType<typeof rangeIn>>>,
  elements: readonly ComparedElement[],
) {
  const [by, setBy] = useUrlState('by');
  const [meeting, setMeeting] = useState<Pair<number> | null>(null);
  const byElement = useMemo(() => planByElement(spans, elements), [spans, elements]);
  const hasCommon = elements.some(({ left, right }) => left && right);
  const step: Step = !hasCommon ? 'none' : by === 'time' ? 'time' : 'element';
  const plan = useMemo(
    () => (step === 'element' ? byElement : planByTime(spans, meeting)),
    [step, byElement, spans, meeting],
  );
  useEffect(() => clock.follow(plan), [clock, plan]);
  const beginOf = ({ left, right }: ComparedElement, of: PairPlan) =>
    left ? pairTimeOf(of, 'left', left.startMs) : pairTimeOf(of, 'right', right!.startMs);
  const jump = (element: ComparedElement) => {
    const common = beginOf(element, byElement);
    if (step === 'element') return clock.seek(common);
    // By time both go on from the element, as far apart as it is.
    const both = bothOf((side) => timeAt(byElement, side, common));
    const through = planByTime(spans, both);
    setMeeting(both);
    clock.follow(through, Math.max(...SIDES.map((side) => pairTimeOf(through, side, both[side]))));
  };
  const jumpBy = (direction: 1 | -1) => {
    const leftMs = clock.timeOf('left');
    const place = elements.findLastIndex(
      (each) => beginOf(each, byElement) <= pairTimeOf(byElement, 'left', leftMs) + 1,
    );
    const next = elements[place + direction];
    if (next) jump(next);
  };
  const setStep = (next: Exclude<Step, 'none'>) => {
    setMeeting(null);
    setBy(next === 'time' ? next : null);
  };
  return { step, setStep, jump, jumpBy };
}

/** What the figures rest on. */
function WorkFacts({ sides }: { readonly sides: Pair<ComparedSide> }) {
  const t = useTranslations('compare');
  const locale = useLocale();
  const work = sides.left.work ?? sides.right.work;
  if (!work) return null;
  const parts = SIDES.flatMap((side) => partsOf(sides[side]));
  const sum = (msOf: (part: (typeof parts)[number]) => number) => parts.reduce((total, part) => total + msOf(part), 0);
  const wholeMs = sum(({ startMs, endMs }) => endMs - startMs);
  const { recipe, vocabularyVersion } = work;
  return (
    <Text size="sm" c="dimmed" className="figures">
      {t('facts', {
        vocabulary: vocabularyVersion.vocabulary.name,
        number: vocabularyVersion.number,
        recipe: recipe.name,
        reviewed: wholeMs === 0 ? '–' : formatPercent(sum(({ reviewedMs }) => reviewedMs) / wholeMs, locale),
      })}
    </Text>
  );
}
