'use client';

import { Accordion, Anchor, Group, Text } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { CheckFragment, CheckSeverity } from '../../generated/graphql.ts';
import { groupChecks } from '../lib/group-checks.ts';
import type { CheckGroup } from '../lib/group-checks.ts';
import { useFieldName } from './field-name.ts';
import { Tag } from './tag.tsx';
import { useShowMore } from './use-show-more.tsx';

interface Props {
  readonly checks: readonly CheckFragment[];
  /** Address where a concept can be mended. */
  readonly addressOf: (externalId: string) => string;
  readonly label: string;
}

const LOOKS = {
  error: { color: 'red', Icon: IconAlertCircle },
  warning: { color: 'yellow', Icon: IconAlertTriangle },
  hint: { color: 'gray', Icon: IconInfoCircle },
} as const satisfies Record<CheckSeverity, unknown>;

/** What is wrong with the words, by kind, with what to do about it and the way there. */
export function CheckList({ checks, addressOf, label }: Props) {
  const groups = groupChecks(checks);
  return (
    <Accordion
      multiple
      variant="separated"
      chevronPosition="left"
      aria-label={label}
      defaultValue={groups.filter(({ severity }) => severity === 'error').map(({ key }) => key)}
    >
      {groups.map((group) => (
        <CheckGroupItem key={group.key} group={group} addressOf={addressOf} />
      ))}
    </Accordion>
  );
}

function CheckGroupItem({
  group,
  addressOf,
}: Pick<Props, 'addressOf'> & { readonly group: CheckGroup<CheckFragment> }) {
  const t = useTranslations('checks');
  const { key, kind, severity, checks } = group;
  const { color, Icon } = LOOKS[severity];
  return (
    <Accordion.Item value={key}>
      <Accordion.Control>
        <Group gap="xs">
          <Icon size={18} color={`var(--mantine-color-${color}-text)`} aria-hidden />
          <Text size="sm" fw={600}>
            {t(`kind.${kind}.title`)}
          </Text>
          <Tag size="sm" color={color}>
            {t('count', { count: checks.length })}
          </Tag>
          <Text size="xs" c="dimmed">
            {t(`severity.${severity}`)}
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Text size="sm" mb="xs">
          {t(`kind.${kind}.remedy`)}
        </Text>
        <Lines checks={checks} addressOf={addressOf} />
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function Lines({ checks, addressOf }: Pick<Props, 'checks' | 'addressOf'>) {
  const { shown, more } = useShowMore(checks, 50);
  return (
    <>
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {shown.map((check, index) => (
          <Line key={index} check={check} addressOf={addressOf} />
        ))}
      </ul>
      {more}
    </>
  );
}

function Line({ check, addressOf }: Pick<Props, 'addressOf'> & { readonly check: CheckFragment }) {
  const fieldName = useFieldName();
  const { concepts, field, language, detail } = check;
  return (
    <li>
      {concepts.map(({ id, label, concept }, index) => (
        <span key={id}>
          {index > 0 ? ' · ' : ''}
          <Anchor component={Link} href={addressOf(concept.externalId)} size="sm">
            {label}
          </Anchor>
        </span>
      ))}
      <Text span size="xs" c="dimmed" ml={8}>
        {[field ? fieldName(field, language) : null, detail || null].filter(Boolean).join(': ')}
      </Text>
    </li>
  );
}
