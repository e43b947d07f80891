'use client';

import { Anchor, Breadcrumbs, Button, Group, Select, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { VideoRecognitionFragment } from '../../../../generated/graphql.ts';
import { Permitted } from '../../../components/permitted.tsx';
import { useVideoNames } from '../../../components/use-video-names.ts';
import { compareAddress } from '../../../lib/compare-address.ts';
import { formatLength, formatMoment } from '../../../lib/format.ts';
import type { Words } from '../api/track.ts';
import type { PlayerClock } from '../timeline/player-clock.ts';
import { useFormatTime, useLoopedRange } from './video-context.ts';
import type { PageVideo } from './video-page.tsx';
import { VideoOperator } from './video-operator.tsx';
import { WordsSwitch } from './words-switch.tsx';

interface Props {
  readonly video: PageVideo;
  readonly clock: PlayerClock;
  /** Recognitions that can be shown, the current ones first. */
  readonly done: readonly VideoRecognitionFragment[];
  readonly shownId: string | null;
  readonly comparedId: string | null;
  readonly onChoose: (id: string | null) => void;
  readonly onCompare: (id: string | null) => void;
  readonly words: Words;
  readonly onWords: (words: Words) => void;
}

/** Where the video is from, and which recognitions are shown. */
export function VideoHeader({ video, ...choices }: Props) {
  const t = useTranslations('videos');
  const { library } = video;
  const names = useVideoNames()(video);
  const shown = choices.done.find(({ id }) => id === choices.shownId) ?? null;
  return (
    <header>
      <nav aria-label={t('where')}>
        <Breadcrumbs separator="▸" separatorMargin={6} style={{ flexWrap: 'wrap' }}>
          {library.equipmentNode.path.map(({ id, name }) => (
            <Anchor key={id} component={Link} href={`/libraries?node=${id}`} size="sm">
              {name}
            </Anchor>
          ))}
          <Anchor component={Link} href={`/libraries?library=${library.id}`} size="sm">
            {library.name}
          </Anchor>
        </Breadcrumbs>
      </nav>
      <Group justify="space-between" align="flex-end" gap="sm" mt={4} mb="md">
        <div>
          <Title order={1}>{video.name}</Title>
          {names.length > 0 ? (
            <Text size="sm" className="figures" style={{ overflowWrap: 'anywhere' }}>
              {names.join(' · ')}
            </Text>
          ) : null}
          <VideoFacts video={video} shown={shown} />
        </div>
        {shown ? <RecognitionChoices {...choices} videoId={video.id} shown={shown} /> : null}
      </Group>
    </header>
  );
}

interface FactsProps {
  readonly video: PageVideo;
  readonly shown: VideoRecognitionFragment | null;
}

/** When it was recorded, how long and large it is, under whose words it is shown, and who works in it. */
function VideoFacts({ video, shown }: FactsProps) {
  const t = useTranslations('videos');
  const locale = useLocale();
  const { recordedAt, durationMs, width, height } = video;
  const facts = [
    recordedAt ? formatMoment(recordedAt, locale) : null,
    durationMs === null ? null : formatLength(durationMs),
    width && height ? `${width} × ${height}` : null,
  ].filter((fact) => fact !== null);
  const version = shown?.recognition.recipe.vocabularyVersion;
  return (
    <Text size="sm" c="dimmed" className="figures">
      {facts.join(' · ')}
      {version ? (
        <>
          {' · '}
          <Anchor component={Link} href={`/vocabularies/${version.vocabulary.id}?version=${version.number}`} size="sm">
            {t('vocabularyVersion', { name: version.vocabulary.name, number: version.number })}
          </Anchor>
        </>
      ) : null}
      {facts.length > 0 || version ? ' · ' : null}
      <VideoOperator video={video} />
    </Text>
  );
}

interface ChoicesProps extends Omit<Props, 'video' | 'shownId'> {
  readonly videoId: string;
  readonly shown: VideoRecognitionFragment;
}

/** Which recognition is shown, under which words, and beside which other one. */
function RecognitionChoices(props: ChoicesProps) {
  const { videoId, clock, done, shown, comparedId, onChoose, onCompare, words, onWords } = props;
  const t = useTranslations('videos');
  const locale = useLocale();
  const nameOf = ({ isCurrent, recognition: { recipe, createdAt } }: VideoRecognitionFragment) =>
    `${recipe.name} · ${formatMoment(createdAt, locale)}${isCurrent ? ` · ${t('current')}` : ''}`;
  const options = done.map((each) => ({ value: each.id, label: nameOf(each) }));
  return (
    <Group gap="xs" align="flex-end">
      <WordsSwitch shown={shown} words={words} onChange={onWords} />
      <Select
        label={t('recognition')}
        size="xs"
        w={{ base: '100%', xs: 420 }}
        data={options}
        value={shown.id}
        allowDeselect={false}
        onChange={onChoose}
      />
      {done.length > 1 ? (
        <Select
          label={t('compare')}
          size="xs"
          w={{ base: '100%', xs: 420 }}
          placeholder={t('compareNone')}
          data={options.filter(({ value }) => value !== shown.id)}
          value={comparedId}
          clearable
          onChange={onCompare}
        />
      ) : null}
      <SideBySide videoId={videoId} clock={clock} recipeId={shown.recognition.recipe.id} />
      <Permitted permission="operate">
        <Button component={Link} href={`/recognitions/new?videos=${videoId}`} variant="default" size="xs">
          {t('again')}
        </Button>
      </Permitted>
    </Group>
  );
}

interface SideBySideProps {
  readonly videoId: string;
  readonly clock: PlayerClock;
  readonly recipeId: string;
}

/** Leads to where the range that is played over and over, else the whole video, is beside another one. */
function SideBySide({ videoId, clock, recipeId }: SideBySideProps) {
  const t = useTranslations('videos');
  const format = useFormatTime();
  const range = useLoopedRange(clock);
  return (
    <Button
      component={Link}
      href={compareAddress({ videoId, range }, null, { recipeId })}
      title={range ? t('sideBySideLooped', { from: format(range.startMs), to: format(range.endMs) }) : undefined}
      variant="default"
      size="xs"
    >
      {t('sideBySide')}
    </Button>
  );
}
