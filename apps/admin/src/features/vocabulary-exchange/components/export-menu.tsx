'use client';

import { Button, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { VersionExportsDocument } from '../../../../generated/graphql.ts';
import { graphqlQuery } from '../../../lib/graphql.ts';

/** A version as a file, in each format there is. */
export function ExportMenu({ versionId }: { readonly versionId: string }) {
  const t = useTranslations('vocabularyExchange.export');
  const [isOpen, { toggle, close }] = useDisclosure();
  const { data: exports, isError } = useQuery({
    ...graphqlQuery(VersionExportsDocument, { versionId }),
    enabled: isOpen,
    select: ({ node }) => (node?.type === 'VocabularyVersion' ? node.exports : []),
  });
  return (
    <Menu position="bottom-end" opened={isOpen} onChange={toggle} onClose={close}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} title={t('label')}>
          {t('open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {exports?.map(({ format, url }) => (
          <Menu.Item key={format} component="a" href={url} download>
            {t(format)}
          </Menu.Item>
        ))}
        {isError ? (
          <Text size="sm" c="red" p="xs" role="alert">
            {t('failed')}
          </Text>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
