'use client';

import { ActionIcon, Button, Group, Stack, Text, Textarea, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { VideoThumbnail } from '../../../components/video-thumbnail.tsx';
import { formatLength } from '../../../lib/format.ts';
import type { Concept } from '../model/concept.ts';
import type { TabProps } from './concept-panel.tsx';

type Example = Concept['examples'][number];

/** Parts of videos, and sentences, that show what is meant. */
export function Examples({ one, videos, isReadOnly, onChange, onSet }: TabProps) {
  const t = useTranslations('vocabularies');
  const { examples } = one.concept;
  const replaced = (index: number, ...by: readonly Example[]) => examples.toSpliced(index, 1, ...by);
  const add = () => onChange({ examples: [...examples, { note: '', videoSha256: null, startMs: null, endMs: null }] });
  return (
    <Stack gap={6} role="group" aria-labelledby="examples-title">
      <Text size="sm" fw={500} id="examples-title">
        {t('field.examples')}
      </Text>
      {examples.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('example.none')}
        </Text>
      ) : null}
      {examples.map((example, index) => (
        <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
          <Span example={example} videos={videos} />
          <Textarea
            flex={1}
            autosize
            minRows={1}
            aria-label={t('example.note', { number: index + 1 })}
            placeholder={t('example.placeholder')}
            value={example.note}
            readOnly={isReadOnly}
            onChange={(event) =>
              onChange({ examples: replaced(index, { ...example, note: event.currentTarget.value }) })
            }
          />
          {isReadOnly ? null : (
            <Tooltip label={t('example.remove', { number: index + 1 })}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('example.remove', { number: index + 1 })}
                onClick={() => onSet({ examples: replaced(index) })}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
      ))}
      {isReadOnly ? null : (
        <Button
          variant="subtle"
          size="compact-sm"
          mr="auto"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={add}
        >
          {t('example.add')}
        </Button>
      )}
    </Stack>
  );
}

/** The part of the video, to look at. */
function Span({ example, videos }: { readonly example: Example } & Pick<TabProps, 'videos'>) {
  const video = videos.get(example.videoSha256 ?? '');
  if (!video) return null;
  const startMs = example.startMs ?? 0;
  return (
    <Link href={`/videos/${encodeURIComponent(video.id)}?t=${startMs}`} style={{ width: 120, flex: 'none' }}>
      <VideoThumbnail video={video} />
      <Text size="xs" component="span">
        {formatLength(startMs)} – {formatLength(example.endMs ?? startMs)}
      </Text>
    </Link>
  );
}
