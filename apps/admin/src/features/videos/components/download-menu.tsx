'use client';

import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { useLocale, useTranslations } from 'next-intl';

interface Props {
  /** Of what was recognised, without the ending. */
  readonly annotationsUrl: string;
  readonly onTable: () => void;
}

/** The segments as a table, or as other programs read them. */
export function DownloadMenu({ annotationsUrl, onTable }: Props) {
  const t = useTranslations('videos.download');
  const language = useLocale();
  const addressOf = (ending: string) => `${annotationsUrl}.${ending}?language=${language}`;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {t('open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onTable}>{t('table')}</Menu.Item>
        {(['eaf', 'json', 'vtt', 'csv'] as const).map((ending) => (
          <Menu.Item key={ending} component="a" href={addressOf(ending)} download>
            {t(ending)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
