'use client';

import { Divider, Group, Kbd, Modal, SimpleGrid, Table, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { CharacterKeysSwitch } from '../../../components/character-keys-switch.tsx';

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function KeyHelp({ isOpen, onClose }: Props) {
  const t = useTranslations('videos.keys');
  const playing = [
    {
      name: t('playing'),
      rows: [
        { keys: [t('space')], what: t('play') },
        { keys: ['J', 'K', 'L'], what: t('shuttle') },
        { keys: [',', '.'], what: t('frame') },
        { keys: ['H', ';'], what: t('segment') },
        { keys: ['R'], what: t('loop') },
        { keys: ['<', '>'], what: t('speed') },
        { keys: ['+', '−', '0'], what: t('zoom') },
        { keys: ['/'], what: t('search') },
        { keys: ['?'], what: t('help') },
      ],
    },
    {
      name: t('drawing'),
      rows: [
        { keys: ['1–9', 'A–Z', 'X'], what: t('hold') },
        { keys: ['1–9', 'A–Z', 'X'], what: t('tap') },
        { keys: ['Enter'], what: t('end') },
        { keys: ['Esc'], what: t('discardDrawing') },
        { keys: [t('shift'), 'G'], what: t('gapFree') },
      ],
    },
  ];
  const reviewing = [
    {
      name: t('reviewing'),
      rows: [
        { keys: ['N'], what: t('nextUnreviewed') },
        { keys: [t('shift'), 'N'], what: t('previousUnreviewed') },
        { keys: ['Enter'], what: t('confirm') },
        { keys: ['1–9', 'A–Z'], what: t('correct') },
        { keys: ['F'], what: t('find') },
        { keys: ['X'], what: t('reject') },
        { keys: ['I', 'O'], what: t('mark') },
        { keys: ['[', ']'], what: t('widen') },
        { keys: ['{', '}'], what: t('narrow') },
        { keys: ['S'], what: t('split') },
        { keys: ['M'], what: t('join') },
        { keys: ['T'], what: t('instants') },
        { keys: [t('shift'), 'T'], what: t('nextTrack') },
        { keys: ['Delete'], what: t('remove') },
        { keys: ['Esc'], what: t('discard') },
        { keys: ['Ctrl/⌘', 'Z'], what: t('undo') },
        { keys: ['Ctrl/⌘', t('shift'), 'Z'], what: t('redo') },
      ],
    },
  ];
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('title')} size="62rem">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        {[playing, reviewing].map((sections) => (
          <div key={sections[0]!.name}>
            {sections.map((section) => (
              <KeySection key={section.name} {...section} />
            ))}
          </div>
        ))}
      </SimpleGrid>
      <Divider my="md" />
      <CharacterKeysSwitch />
    </Modal>
  );
}

interface SectionProps {
  readonly name: string;
  readonly rows: readonly { readonly keys: readonly string[]; readonly what: string }[];
}

function KeySection({ name, rows }: SectionProps) {
  return (
    <section aria-label={name}>
      <Title order={3} size="h5" mt="xs">
        {name}
      </Title>
      <Table withRowBorders={false} highlightOnHover={false} verticalSpacing={3}>
        <Table.Tbody>
          {rows.map(({ keys, what }) => (
            <Table.Tr key={what}>
              <Table.Td w={150}>
                <Group gap={4} wrap="nowrap">
                  {keys.map((key) => (
                    <Kbd key={key} style={{ whiteSpace: 'nowrap' }}>
                      {key}
                    </Kbd>
                  ))}
                </Group>
              </Table.Td>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
