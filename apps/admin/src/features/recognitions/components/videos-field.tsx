'use client';

import { Anchor, CloseButton, Fieldset, MultiSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ChosenVideosDocument } from '../../../../generated/graphql.ts';
import type { RecognitionChoicesQuery } from '../../../../generated/graphql.ts';
import { Picture } from '../../../components/picture.tsx';
import { formatLength } from '../../../lib/format.ts';
import { graphqlQuery } from '../../../lib/graphql.ts';
import classes from './recognitions.module.css';

interface Props {
  readonly libraries: RecognitionChoicesQuery['videoLibraries']['nodes'];
  readonly videoIds: readonly string[];
  readonly libraryIds: readonly string[];
  readonly onVideos: (ids: readonly string[]) => void;
  readonly onLibraries: (ids: readonly string[]) => void;
  readonly error: string | undefined;
}

/** The API tells of so many objects at a time. */
const MAX_SHOWN = 100;

/** Single videos, whole libraries, or both. */
export function VideosField({ libraries, videoIds, libraryIds, onVideos, onLibraries, error }: Props) {
  const t = useTranslations('recognitions.form');
  const { data } = useQuery({
    ...graphqlQuery(ChosenVideosDocument, { ids: videoIds.slice(0, MAX_SHOWN) }),
    enabled: videoIds.length > 0,
    placeholderData: (before) => before,
  });
  const shown = (data?.nodes ?? []).filter((node) => node?.__typename === 'Video');
  const chosen = shown.filter(({ id }) => videoIds.includes(id));
  return (
    <Fieldset legend={t('videos')}>
      {videoIds.length > 0 ? (
        <>
          <Text size="sm" mb={6}>
            {t('chosenVideos', { count: videoIds.length })}
          </Text>
          <div className={classes.videos}>
            {chosen.map(({ id, name, posterUrl, durationMs }) => (
              <div key={id} className={classes.video}>
                {posterUrl ? (
                  <Picture className={classes.poster} src={posterUrl} />
                ) : (
                  <span className={classes.poster} />
                )}
                <Text size="xs" lh={1.3} style={{ flex: 1 }}>
                  {name}
                  <br />
                  <Text component="span" size="xs" c="dimmed" className="figures">
                    {durationMs === null ? '' : formatLength(durationMs)}
                  </Text>
                </Text>
                <CloseButton
                  size="sm"
                  aria-label={t('removeVideo', { name })}
                  onClick={() => onVideos(videoIds.filter((each) => each !== id))}
                />
              </div>
            ))}
            {videoIds.length > MAX_SHOWN ? (
              <Text size="sm" c="dimmed">
                {t('moreVideos', { count: videoIds.length - MAX_SHOWN })}
              </Text>
            ) : null}
          </div>
        </>
      ) : null}
      {libraries.length > 0 ? (
        <MultiSelect
          mt={videoIds.length > 0 ? 'sm' : undefined}
          label={t('libraries')}
          description={t('librariesHint')}
          placeholder={libraryIds.length === 0 ? t('chooseLibraries') : undefined}
          data={libraries.map(({ id, name, videoCount, equipmentNode }) => ({
            value: id,
            label: `${[...equipmentNode.path.slice(1).map((node) => node.name), name].join(' ▸ ')} (${videoCount})`,
          }))}
          value={[...libraryIds]}
          onChange={onLibraries}
          searchable
          clearable
          error={error}
        />
      ) : (
        <Text size="sm">
          {t('noLibraries')}{' '}
          <Anchor component={Link} href="/libraries" size="sm">
            {t('toLibraries')}
          </Anchor>
        </Text>
      )}
    </Fieldset>
  );
}
