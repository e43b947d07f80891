'use client';

import { Checkbox, Radio, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { groupTypes } from '../model/change-types.ts';
import { useTypeName } from './use-type-name.ts';

interface Props {
  readonly changeTypes: readonly string[];
  /** Null: all. */
  readonly chosen: readonly string[] | null;
  readonly onChoose: (types: readonly string[] | null) => void;
  /** What is wrong with the choice. */
  readonly problem: string | null;
}

/** Of which changes somebody is told: all, or those of some types, which stand by what they are about. */
export function TypeChoice({ changeTypes, chosen, onChoose, problem }: Props) {
  const t = useTranslations('webhooks');
  return (
    <>
      <Radio.Group
        label={t('dialog.which')}
        value={chosen ? 'some' : 'all'}
        onChange={(value) => onChoose(value === 'all' ? null : (chosen ?? []))}
      >
        <Stack gap="xs" mt={6}>
          <Radio value="all" label={t('dialog.all')} description={t('dialog.allHint')} />
          <Radio value="some" label={t('dialog.some')} />
        </Stack>
      </Radio.Group>
      {chosen ? (
        <Checkbox.Group
          aria-label={t('dialog.some')}
          value={[...chosen]}
          onChange={onChoose}
          error={problem}
          errorProps={{ role: 'alert' }}
        >
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" verticalSpacing="md" pl={28} mb={problem ? 6 : 0}>
            {groupTypes(changeTypes).map((group) => (
              <Group key={group.noun} {...group} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
      ) : null}
    </>
  );
}

function Group({ noun, types }: ReturnType<typeof groupTypes>[number]) {
  const t = useTranslations('webhooks');
  const nameOf = useTypeName();
  const title = t.has(`noun.${noun}`) ? t(`noun.${noun}`) : noun;
  return (
    <div role="group" aria-label={title}>
      <Text size="xs" c="dimmed" mb={4} aria-hidden>
        {title}
      </Text>
      <Stack gap={6}>
        {types.map((type) => (
          <Checkbox key={type} value={type} label={nameOf(type)} description={type} />
        ))}
      </Stack>
    </div>
  );
}
