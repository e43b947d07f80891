'use client';

import { useState } from 'react';
import type { VideoRecognitionFragment } from '../../../../generated/graphql.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { newerVersionOf, useTrack } from '../api/track.ts';
import type { Words } from '../api/track.ts';
import { useLanes } from '../api/use-reviews.ts';
import { PlayerClock } from '../timeline/player-clock.ts';
import { NotRecognised } from './not-recognised.tsx';
import { PlayerPlace } from './player-place.tsx';
import { TrackSkeleton } from './track-skeleton.tsx';
import { TrackView } from './track-view.tsx';
import { useShownTracks } from './use-shown-tracks.ts';
import { VideoHeader } from './video-header.tsx';
import type { PageVideo } from './video-page.tsx';

/** A video and the recognitions that the address names: the current one where it names none. */
export function VideoView({ video }: { readonly video: PageVideo }) {
  const [startMs] = useUrlState('t');
  const [clock] = useState(() => new PlayerClock(Math.max(0, Number(startMs) || 0)));
  const [chosen, choose] = useUrlState('recognition');
  const [comparedId, compare] = useUrlState('compare');
  const [wordsOf, setWords] = useUrlState('words');
  const words: Words = wordsOf === 'recognised' ? wordsOf : 'latest';
  const done = video.recognitions.nodes
    .filter(({ state }) => state === 'succeeded')
    .toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
  const shown = done.find(({ id }) => id === chosen) ?? done[0] ?? null;
  const beside = done.find(({ id }) => id === comparedId && id !== shown?.id) ?? null;
  const { track, ...loading } = useTrack(shown, words);
  const vocabularyId = shown?.recognition.recipe.vocabularyVersion.vocabulary.id ?? null;
  const [shownTracks] = useShownTracks();
  const { lanes, ...reviews } = useLanes(video.id, vocabularyId, shownTracks);
  const { error, retry } = loading.error ? loading : reviews;
  const { track: compared } = useTrack(beside, words);
  const nameOf = (one: VideoRecognitionFragment | null) => one?.recognition.recipe.name ?? '';
  return (
    <>
      <VideoHeader
        video={video}
        clock={clock}
        done={done}
        shownId={shown?.id ?? null}
        comparedId={beside?.id ?? null}
        onChoose={choose}
        onCompare={compare}
        words={words}
        onWords={(next) => setWords(next === 'latest' ? null : next)}
      />
      {!shown || error ? (
        <>
          <PlayerPlace video={video} clock={clock} onLoop={null} />
          <NotRecognised video={video} error={error} onRetry={retry} />
        </>
      ) : track && lanes && vocabularyId !== null ? (
        <TrackView
          key={`${shown.id} ${words}`}
          video={video}
          clock={clock}
          track={track}
          lanes={lanes}
          isReviewable={words === 'latest' || newerVersionOf(shown) === null}
          compared={compared}
          trackName={nameOf(shown)}
          comparedName={nameOf(beside)}
          annotationsUrl={shown.annotationsUrl}
          vocabularyId={vocabularyId}
        />
      ) : (
        <TrackSkeleton player={<PlayerPlace video={video} clock={clock} onLoop={null} />} />
      )}
    </>
  );
}
