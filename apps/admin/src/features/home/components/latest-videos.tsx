'use client';

import { Anchor, Button, Skeleton } from '@mantine/core';
import { IconMovie } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { VideoThumbnail } from '../../../components/video-thumbnail.tsx';
import { useHome } from '../api/use-home.ts';
import classes from './home.module.css';
import { Section } from './section.tsx';

/** The videos that came last, with their posters. */
export function LatestVideos() {
  const t = useTranslations('home');
  const query = useHome();
  const link = (
    <Anchor component={Link} href="/libraries" size="sm">
      {t('allVideos')}
    </Anchor>
  );
  return (
    <Section title={t('newVideos')} link={link}>
      <QueryView query={query} skeleton={<Waiting />}>
        {({ videos: { nodes } }) =>
          nodes.length === 0 ? (
            <EmptyState icon={IconMovie} title={t('noVideos')} hint={t('noVideosHint')}>
              <Permitted permission="operate">
                <Button component={Link} href="/libraries?add=library">
                  {t('addVideos')}
                </Button>
              </Permitted>
            </EmptyState>
          ) : (
            <ul className={classes.videos}>
              {nodes.map((video) => (
                <li key={video.id}>
                  <Link href={`/videos/${video.id}`} className={classes.video}>
                    <VideoThumbnail video={video} />
                    <span className={classes.name}>{video.name}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </Section>
  );
}

function Waiting() {
  return (
    <div className={classes.videos} aria-hidden>
      {Array.from({ length: 4 }, (_, index) => (
        <Skeleton key={index} style={{ aspectRatio: '16 / 11' }} />
      ))}
    </div>
  );
}
