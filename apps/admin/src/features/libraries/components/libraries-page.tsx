'use client';

import { Button } from '@mantine/core';
import { IconFolderPlus, IconUpload } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { PageHeader } from '../../../components/page-header.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { useMay } from '../../../lib/use-viewer.ts';
import { useLibraries } from '../api/use-libraries.ts';
import { useStations } from '../api/use-stations.ts';
import { subtreeIds } from '../stations/station-tree.ts';
import { useUploads } from '../uploads/use-uploads.ts';
import classes from './libraries.module.css';
import { LibraryList } from './library-list.tsx';
import { StationPanel } from './station-panel.tsx';
import { UploadPanel } from './upload-panel.tsx';
import { VideoBrowser } from './video-browser.tsx';

const AddLibrary = dynamic(async () => (await import('./add-library.tsx')).AddLibrary);

/** Stations at the left; their libraries and videos at the right. */
export function LibrariesPage() {
  const t = useTranslations('libraries');
  const [stationId, setStation] = useUrlState('station');
  const [libraryId, setLibrary] = useUrlState('library');
  const mayOperate = useMay('operate');
  const [asked, setAdd] = useUrlState('add');
  const add = mayOperate ? asked : null;
  const { data: stations } = useStations();
  const libraries = useLibraries();
  const items = useUploads();
  const inScope = stationId && stations ? subtreeIds(stations, stationId) : null;
  const shown = (libraries.data ?? []).filter(({ equipmentNode }) => !inScope || inScope.has(equipmentNode.id));
  const library = shown.find(({ id }) => id === libraryId) ?? null;
  const chooseStation = (id: string | null) => {
    setLibrary(null);
    setStation(id);
  };
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint')}>
        <Permitted permission="operate">
          <Button
            variant="default"
            leftSection={<IconFolderPlus size={16} aria-hidden />}
            onClick={() => setAdd('library')}
          >
            {t('add.open')}
          </Button>
        </Permitted>
        <Permitted permission="operate">
          <Button leftSection={<IconUpload size={16} aria-hidden />} onClick={() => setAdd('videos')}>
            {t('upload.open')}
          </Button>
        </Permitted>
      </PageHeader>
      <div className={classes.columns}>
        <StationPanel libraries={libraries.data ?? []} chosenId={stationId} onChoose={chooseStation} />
        <div className={classes.content}>
          {add === 'videos' || items.length > 0 ? (
            <UploadPanel
              items={items}
              libraries={libraries.data ?? []}
              preferredId={library?.id ?? null}
              onAddLibrary={() => setAdd('library')}
              onClose={() => setAdd(null)}
            />
          ) : null}
          <LibraryList query={libraries} libraries={shown} chosenId={library?.id ?? null} onChoose={setLibrary} />
          {shown.length > 0 ? <VideoBrowser library={library} onUpload={() => setAdd('videos')} /> : null}
        </div>
      </div>
      {add === 'library' ? (
        <AddLibrary
          stationId={stationId}
          onClose={() => setAdd(null)}
          onAdded={({ id, isOwnFolder }) => {
            setAdd(isOwnFolder ? 'videos' : null);
            setStation(null);
            setLibrary(id);
          }}
        />
      ) : null}
    </>
  );
}
