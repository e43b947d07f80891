'use client';

import { Group, Kbd, Modal, Table } from '@mantine/core';
import { useTranslations } from 'next-intl';

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function KeyHelp({ isOpen, onClose }: Props) {
  const t = useTranslations('videos.keys');
  const rows = [
    { keys: [t('space')], what: t('play') },
    { keys: ['J', 'K', 'L'], what: t('shuttle') },
    { keys: [',', '.'], what: t('frame') },
    { keys: ['P', 'N'], what: t('segment') },
    { keys: ['O'], what: t('loop') },
    { keys: ['<', '>'], what: t('speed') },
    { keys: ['+', '−', '0'], what: t('zoom') },
    { keys: ['/'], what: t('search') },
    { keys: ['?'], what: t('help') },
  ];
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('title')}>
      <Table withRowBorders={false} highlightOnHover={false}>
        <Table.Tbody>
          {rows.map(({ keys, what }) => (
            <Table.Tr key={what}>
              <Table.Td w={140}>
                <Group gap={4} wrap="nowrap">
                  {keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </Group>
              </Table.Td>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
