'use client';

import { Anchor, Checkbox, CloseButton, Fieldset, MultiSelect, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ChosenVideosDocument, StationChoicesDocument } from '../../../../generated/graphql.ts';
import type { RecognitionChoicesQuery } from '../../../../generated/graphql.ts';
import { Picture } from '../../../components/picture.tsx';
import { TypedSearch } from '../../../components/typed-search.tsx';
import { VideoConditions } from '../../../components/video-conditions.tsx';
import { formatLength } from '../../../lib/format.ts';
import { graphqlQuery } from '../../../lib/graphql.ts';
import { STATUSES } from '../../../lib/video-choice.ts';
import type { VideoChoice } from '../../../lib/video-choice.ts';
import { useWithAside } from '../../../lib/use-with-aside.ts';
import type { ChosenVideos } from '../api/chosen.ts';
import classes from './recognitions.module.css';

interface Props {
  readonly libraries: RecognitionChoicesQuery['videoLibraries']['nodes'];
  readonly chosen: ChosenVideos;
  readonly onVideos: (ids: readonly string[]) => void;
  /** Null: all of them. */
  readonly onLibraries: (ids: readonly string[] | null) => void;
  readonly onCondition: (part: keyof VideoChoice, value: string | null) => void;
  readonly error: string | undefined;
}

/** The API tells of so many objects at a time. */
const MAX_SHOWN = 100;

/** Single videos, libraries, or both; of libraries all videos, or those that some conditions let through. */
export function VideosField({ libraries, chosen, onVideos, onLibraries, onCondition, error }: Props) {
  const t = useTranslations('recognitions.form');
  const withAside = useWithAside();
  const { videoIds, libraryIds, choice } = chosen;
  return (
    <Fieldset legend={t('videos')}>
      {videoIds.length > 0 ? <SingleVideos ids={videoIds} onChange={onVideos} /> : null}
      {libraries.length > 0 ? (
        <>
          <MultiSelect
            mt={videoIds.length > 0 ? 'sm' : undefined}
            label={t('libraries')}
            description={t('librariesHint')}
            placeholder={libraryIds?.length === 0 ? t('chooseLibraries') : undefined}
            data={libraries.map(({ id, name, videoCount, equipmentNode }) => ({
              value: id,
              label: withAside([...equipmentNode.path.slice(1).map((node) => node.name), name].join(' ▸ '), videoCount),
            }))}
            value={[...(libraryIds ?? [])]}
            onChange={onLibraries}
            disabled={libraryIds === null}
            searchable
            clearable
            error={error}
          />
          <Checkbox
            mt="xs"
            label={t('allLibraries')}
            checked={libraryIds === null}
            onChange={({ currentTarget }) => onLibraries(currentTarget.checked ? null : [])}
          />
          <Conditions choice={choice} onChange={onCondition} />
        </>
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

interface ConditionsProps {
  readonly choice: VideoChoice;
  readonly onChange: Props['onCondition'];
}

function Conditions({ choice, onChange }: ConditionsProps) {
  const t = useTranslations('recognitions.form');
  const words = useTranslations('videoFilter');
  const { data } = useQuery(graphqlQuery(StationChoicesDocument, {}));
  const stations = data?.equipmentNodes ?? [];
  return (
    <Fieldset variant="unstyled" legend={t('conditions')} mt="md">
      <Text size="xs" c="dimmed" mb={6}>
        {t('conditionsHint')}
      </Text>
      <div className={classes.conditions}>
        <Select
          label={t('station')}
          placeholder={t('anyStation')}
          data={stations.map(({ id, path }) => ({ value: id, label: path.map(({ name }) => name).join(' ▸ ') }))}
          value={choice.stationId}
          onChange={(id) => onChange('stationId', id)}
          searchable
          clearable
        />
        <TypedSearch label={t('text')} text={choice.text} onText={(text) => onChange('text', text)} />
        <Select
          label={words('status')}
          placeholder={words('allStatuses')}
          data={STATUSES.filter((status) => status !== 'missing').map((value) => ({
            value,
            label: words(`statuses.${value}`),
          }))}
          value={choice.status}
          onChange={(status) => onChange('status', status)}
          clearable
        />
        <VideoConditions choice={choice} onChange={onChange} />
      </div>
    </Fieldset>
  );
}

/** Videos that were chosen one by one. */
function SingleVideos({ ids, onChange }: { readonly ids: readonly string[]; readonly onChange: Props['onVideos'] }) {
  const t = useTranslations('recognitions.form');
  const { data } = useQuery({
    ...graphqlQuery(ChosenVideosDocument, { ids: ids.slice(0, MAX_SHOWN) }),
    placeholderData: (before) => before,
  });
  const shown = (data?.nodes ?? []).filter((node) => node?.__typename === 'Video');
  return (
    <>
      <Text size="sm" mb={6}>
        {t('chosenVideos', { count: ids.length })}
      </Text>
      <div className={classes.videos}>
        {shown
          .filter(({ id }) => ids.includes(id))
          .map(({ id, name, posterUrl, durationMs }) => (
            <div key={id} className={classes.video}>
              {posterUrl ? <Picture className={classes.poster} src={posterUrl} /> : <span className={classes.poster} />}
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
                onClick={() => onChange(ids.filter((each) => each !== id))}
              />
            </div>
          ))}
        {ids.length > MAX_SHOWN ? (
          <Text size="sm" c="dimmed">
            {t('moreVideos', { count: ids.length - MAX_SHOWN })}
          </Text>
        ) : null}
      </div>
    </>
  );
}
