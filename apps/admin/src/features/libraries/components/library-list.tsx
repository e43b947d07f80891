'use client';

import { Button, Group, Skeleton, Stack, Title } from '@mantine/core';
import { IconMovie } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { LibraryFragment } from '../../../../generated/graphql.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { useActiveScans } from '../api/use-libraries.ts';
import { useStations } from '../api/use-stations.ts';
import { pathText } from '../stations/station-tree.ts';
import { DeleteLibrary } from './delete-library.tsx';
import classes from './libraries.module.css';
import { LibraryRow } from './library-row.tsx';

const PrivacyDialog = dynamic(async () => (await import('./privacy-dialog.tsx')).PrivacyDialog);
const RetentionDialog = dynamic(async () => (await import('./retention-dialog.tsx')).RetentionDialog);

interface Props {
  readonly query: UseQueryResult<LibraryFragment[], Error>;
  /** Those of the chosen station and below it. */
  readonly libraries: readonly LibraryFragment[];
  /** Null: all of them. */
  readonly chosenId: string | null;
  readonly onChoose: (id: string | null) => void;
}

/** The libraries of the chosen station. */
export function LibraryList({ query, libraries, chosenId, onChoose }: Props) {
  const t = useTranslations('libraries');
  const { data: stations = [] } = useStations();
  const scans = useActiveScans();
  const [ruled, setRuled] = useState<LibraryFragment | null>(null);
  const [shown, setShown] = useState<LibraryFragment | null>(null);
  const [doomed, setDoomed] = useState<LibraryFragment | null>(null);
  return (
    <section aria-label={t('list.title')}>
      <Group justify="space-between" mb={6} mih={24}>
        <Title order={2} size="h6">
          {t('list.title')}
        </Title>
        {chosenId ? (
          <Button size="compact-xs" variant="subtle" onClick={() => onChoose(null)}>
            {t('list.showAll')}
          </Button>
        ) : null}
      </Group>
      <QueryView query={query} skeleton={<Waiting />}>
        {() =>
          libraries.length === 0 ? (
            <EmptyState icon={IconMovie} title={t('list.none')} hint={t('list.noneHint')} />
          ) : (
            <div className={libraries.length > 4 ? classes.libraryScroll : undefined}>
              <ul className={classes.libraries}>
                {libraries.map((library) => (
                  <LibraryRow
                    key={library.id}
                    library={library}
                    place={pathText(stations, library.equipmentNode.id)}
                    scan={scans.get(library.id) ?? null}
                    isChosen={library.id === chosenId}
                    onToggle={() => onChoose(library.id === chosenId ? null : library.id)}
                    onRetention={() => setRuled(library)}
                    onPrivacy={() => setShown(library)}
                    onDelete={() => setDoomed(library)}
                  />
                ))}
              </ul>
            </div>
          )
        }
      </QueryView>
      {ruled ? <RetentionDialog library={ruled} onClose={() => setRuled(null)} /> : null}
      {shown ? <PrivacyDialog library={shown} onClose={() => setShown(null)} /> : null}
      <DeleteLibrary
        key={doomed?.id}
        library={doomed}
        onClose={() => setDoomed(null)}
        onDeleted={() => {
          if (doomed?.id === chosenId) onChoose(null);
          setDoomed(null);
        }}
      />
    </section>
  );
}

function Waiting() {
  return (
    <Stack gap={8} aria-hidden>
      <Skeleton h={72} />
    </Stack>
  );
}
