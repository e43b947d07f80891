'use client';

import { ActionIcon, Anchor, Button, Group, Select, Stack, Text, Textarea, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { LabRecipeFragment } from '../../../../generated/graphql.ts';
import { Permitted } from '../../../components/permitted.tsx';
import { searchTextOf } from '../../../lib/concept-search.ts';
import { editorAddress } from '../../../lib/editor-address.ts';
import { useErrorText } from '../../../lib/use-error-text.ts';
import { useSaveConceptPrompts } from '../api/use-lab.ts';
import type { LabConcept, LabReviews } from '../api/use-lab.ts';
import { promptLines } from '../model/lab-wording.ts';
import type { LabWording } from '../model/lab-wording.ts';
import classes from './lab.module.css';

interface Props {
  readonly wording: LabWording;
  readonly recipe: LabRecipeFragment;
  readonly reviews: LabReviews;
  readonly onChange: (wording: LabWording) => void;
}

/** Prompts of single concepts that B tries, in place of the templates and of what the vocabulary has. */
export function ConceptPrompts({ wording, recipe, reviews, onChange }: Props) {
  const t = useTranslations('promptLab.single');
  const { language, concepts } = wording;
  const set = (conceptId: string, text: string) =>
    onChange({ ...wording, concepts: { ...concepts, [conceptId]: text } });
  const tried = reviews.concepts.filter(({ content }) => content.concept.id in concepts);
  const free = reviews.concepts.filter(({ content }) => !(content.concept.id in concepts));
  return (
    <Stack gap="xs" component="section" aria-labelledby="single-title">
      <Title order={3} size="h5" id="single-title">
        {t('title')}
      </Title>
      {tried.length > 0 ? (
        <ul className={classes.own}>
          {tried.map((concept) => (
            <OneConcept
              key={concept.content.id}
              concept={concept}
              language={language}
              text={concepts[concept.content.concept.id]!}
              vocabulary={recipe.vocabularyVersion.vocabulary}
              onType={(text) => set(concept.content.concept.id, text)}
              onRemove={() => {
                const { [concept.content.concept.id]: _, ...rest } = concepts;
                onChange({ ...wording, concepts: rest });
              }}
            />
          ))}
        </ul>
      ) : null}
      <Select
        placeholder={t('add')}
        aria-label={t('add')}
        description={tried.length > 0 ? undefined : t('hint')}
        searchable
        maw={360}
        value={null}
        data={free.map(({ content, spanCount }) => ({
          value: content.concept.id,
          label: t('option', { name: content.label, count: spanCount }),
          searchText: searchTextOf(content),
        }))}
        onChange={(conceptId) => {
          const chosen = free.find(({ content }) => content.concept.id === conceptId);
          if (chosen) set(chosen.content.concept.id, ownPrompts(chosen, language).join('\n'));
        }}
      />
    </Stack>
  );
}

const ownPrompts = ({ content }: LabConcept, language: string): readonly string[] =>
  content.prompts.find((own) => own.language === language)?.texts ?? [];

interface OneProps {
  readonly concept: LabConcept;
  readonly language: string;
  readonly text: string;
  readonly vocabulary: { readonly id: string };
  readonly onType: (text: string) => void;
  readonly onRemove: () => void;
}

function OneConcept({ concept, language, text, vocabulary, onType, onRemove }: OneProps) {
  const t = useTranslations('promptLab.single');
  const errorText = useErrorText();
  const save = useSaveConceptPrompts();
  const { label, concept: identity } = concept.content;
  const prompts = promptLines(text);
  const isKnown = JSON.stringify(prompts) === JSON.stringify(ownPrompts(concept, language));
  return (
    <li>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Textarea
          label={label}
          placeholder={t('lines')}
          lang={language}
          autosize
          minRows={2}
          maxRows={8}
          style={{ flex: 1 }}
          value={text}
          onChange={({ currentTarget }) => {
            save.reset();
            onType(currentTarget.value);
          }}
        />
        <ActionIcon variant="subtle" color="gray" mb={4} aria-label={t('remove', { name: label })} onClick={onRemove}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Group>
      <Group gap="sm" mt={4} mb="xs">
        {save.data ? (
          <Anchor
            component={Link}
            size="sm"
            href={editorAddress(vocabulary.id, save.data.number, save.data.externalId)}
          >
            {t('open')}
          </Anchor>
        ) : (
          <Permitted permission="curate">
            <Button
              variant="default"
              size="compact-sm"
              disabled={prompts.length === 0 || isKnown}
              loading={save.isPending}
              onClick={() =>
                save.mutate(
                  { vocabularyId: vocabulary.id, conceptId: identity.id, language, prompts },
                  { onSuccess: () => notifications.show({ message: t('saved', { name: label }) }) },
                )
              }
            >
              {t('save')}
            </Button>
          </Permitted>
        )}
        {save.error ? (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {errorText(save.error)}
          </Text>
        ) : null}
      </Group>
    </li>
  );
}
