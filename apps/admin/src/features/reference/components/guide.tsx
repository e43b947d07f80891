'use client';

import { Anchor, Tabs, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { CodeBlock } from '../../../components/code-block.tsx';
import { guideCode, GUIDE_STEPS } from '../model/guide-code.ts';
import type { GuideCode, GuideStep } from '../model/guide-code.ts';
import type { Reference } from '../model/reference.ts';
import classes from './reference.module.css';

/** By the ends of their files' names. */
const LANGUAGES = { '.ts': 'TypeScript', '.py': 'Python', '.cs': 'C#' };

/** Where each step leads on. */
const PLACES: Readonly<Partial<Record<GuideStep, string>>> = {
  token: '/access?show=tokens',
  recipe: '/recognitions/new',
  webhooks: '/access?show=webhooks',
  replay: '/access?show=webhooks',
};

/** From the token to the events, step by step. */
export function Guide({ examples }: Pick<Reference, 'examples'>) {
  const t = useTranslations('reference');
  const origin = useOrigin();
  const labels = useLabels();
  return (
    <section aria-labelledby="guide">
      <Title order={2} size="h4" mb="sm" id="guide">
        {t('guide.title')}
      </Title>
      <ol className={classes.steps}>
        {GUIDE_STEPS.map((step, index) => {
          const title = `${index + 1}. ${t(`guide.${step}.title`)}`;
          return (
            <li key={step}>
              <Title order={3} size="h5">
                {title}
              </Title>
              <Text size="sm">
                {t.rich(`guide.${step}.text`, {
                  ...CODE,
                  ...LINKS,
                  ...labels,
                  to: linkTo(PLACES[step] ?? '/reference'),
                })}
              </Text>
              <StepCode codes={guideCode(step, origin)} />
            </li>
          );
        })}
      </ol>
      <Title order={3} size="h5" mt="lg" mb={4}>
        {t('guide.examples.title')}
      </Title>
      <Text size="sm" mb="xs">
        {t.rich('guide.examples.text', CODE)}
      </Text>
      <Examples examples={examples} />
    </section>
  );
}

/** Where there are several, each says what it is for. */
function StepCode({ codes }: { readonly codes: readonly GuideCode[] }) {
  const t = useTranslations('reference.guide.part');
  return codes.map(({ part, code }) => (
    <div key={part}>
      {codes.length > 1 ? (
        <Text size="xs" c="dimmed" mb={2}>
          {t(part)}
        </Text>
      ) : null}
      <CodeBlock label={t(part)} code={code} />
    </div>
  ));
}

function Examples({ examples }: Pick<Reference, 'examples'>) {
  const t = useTranslations('reference');
  const files = Object.entries(LANGUAGES).flatMap(([end, language]) =>
    Object.entries(examples)
      .filter(([name]) => name.endsWith(end))
      .map(([name, code]) => ({ language, name, code })),
  );
  return (
    <Tabs defaultValue={files[0]?.name ?? null} keepMounted={false}>
      <Tabs.List aria-label={t('guide.examples.title')}>
        {files.map(({ name, language }) => (
          <Tabs.Tab key={name} value={name}>
            {language}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {files.map(({ name, code }) => (
        <Tabs.Panel key={name} value={name} pt="xs">
          <CodeBlock label={name} code={code} isLong />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

const CODE = { code: (words: ReactNode) => <code className={classes.mono}>{words}</code> };

/** Where the guide leads besides. */
const LINKS = {
  endpoint: linkTo('/reference/types/WebhookEndpoint'),
  change: linkTo('/reference/types/Change'),
  files: linkTo('#files'),
};

/** What is called so in the admin. */
function useLabels() {
  const access = useTranslations('access');
  const webhooks = useTranslations('webhooks');
  const recognitions = useTranslations('recognitions');
  return {
    access: access('title'),
    tokens: access('tab.tokens'),
    webhooks: access('tab.webhooks'),
    again: webhooks('replayOpen'),
    recognition: recognitions('title'),
    newRecognition: recognitions('new'),
  };
}

function linkTo(href: string) {
  return function To(words: ReactNode) {
    return (
      <Anchor component={Link} href={href} inherit underline="always">
        {words}
      </Anchor>
    );
  };
}

/** Where programs reach the product: where this page came from. */
function useOrigin(): string {
  return useSyncExternalStore(
    () => () => {},
    () => window.location.origin,
    () => 'https://actionary.example.com',
  );
}
