'use client';

import { Anchor, Breadcrumbs, Group, Paper, Stack, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { CodeBlock } from '../../../components/code-block.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { Tag } from '../../../components/tag.tsx';
import { entryAddress } from '../model/reference.ts';
import type { ReferenceEntry } from '../model/reference.ts';
import { ContractText } from './contract-text.tsx';
import { EntryTags } from './entry-tags.tsx';
import { FieldList } from './field-list.tsx';
import classes from './reference.module.css';
import { TypeLink } from './type-link.tsx';

interface Props {
  readonly entry: ReferenceEntry;
  /** Where it is given or taken. */
  readonly users: readonly Pick<ReferenceEntry, 'kind' | 'name'>[];
}

/** One thing that can be asked, or one type. */
export function ReferenceEntryPage({ entry, users }: Props) {
  const t = useTranslations('reference');
  const { kind, name, form, type, description, deprecation, fields, related, example } = entry;
  const isOperation = form === 'operation';
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor component={Link} href="/reference" size="sm">
          {t('title')}
        </Anchor>
        <Anchor component={Link} href={`/reference?kind=${kind}`} size="sm">
          {t(`kind.${kind}`)}
        </Anchor>
      </Breadcrumbs>
      <PageHeader title={<span lang="en">{name}</span>}>
        <Group gap={6}>
          {isOperation ? null : <Tag color="gray">{t(`form.${form}`)}</Tag>}
          <EntryTags {...entry} />
        </Group>
      </PageHeader>
      <Stack gap="lg" maw={860}>
        {description ? <ContractText text={description} /> : null}
        {deprecation ? <ContractText text={deprecation} /> : null}
        {type === null ? null : (
          <Text size="sm">
            {t('gives')} <TypeLink type={type} />
          </Text>
        )}
        {fields.length > 0 ? (
          <section aria-labelledby="fields">
            <Title order={2} size="h4" id="fields" mb={4}>
              {t(isOperation ? 'arguments' : form === 'enum' ? 'values' : 'fields')}
            </Title>
            <Paper withBorder px="sm">
              <FieldList fields={fields} of={entry} />
            </Paper>
          </section>
        ) : null}
        {related.length > 0 ? (
          <Names
            title={t(form === 'type' ? 'is' : 'mayBe')}
            names={related.map((each) => ({ kind: 'types', name: each }))}
          />
        ) : null}
        {example === null ? null : (
          <section aria-labelledby="example">
            <Title order={2} size="h4" id="example" mb={6}>
              {t('example')}
            </Title>
            <CodeBlock label={t('example')} code={example} />
          </section>
        )}
        {users.length > 0 ? <Names title={t('usedBy')} names={users} /> : null}
      </Stack>
    </>
  );
}

function Names({ title, names }: { readonly title: string; readonly names: Props['users'] }) {
  return (
    <section aria-label={title}>
      <Title order={2} size="h4" mb={6}>
        {title}
      </Title>
      <ul className={classes.outline} lang="en">
        {names.map((each) => (
          <li key={entryAddress(each)}>
            <Anchor component={Link} href={entryAddress(each)} className={classes.mono}>
              {each.name}
            </Anchor>
          </li>
        ))}
      </ul>
    </section>
  );
}
