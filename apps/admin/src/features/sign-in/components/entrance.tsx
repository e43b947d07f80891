import { Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LanguageMenu } from '../../../components/language-menu.tsx';
import { ThemeMenu } from '../../../components/theme-menu.tsx';
import classes from './entrance.module.css';

interface Props {
  readonly title: ReactNode;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}

/** What people come in by: one card on an empty page. */
export function Entrance({ title, hint, children }: Props) {
  const t = useTranslations('common');
  return (
    <div className={classes.page}>
      <header className={classes.tools}>
        <LanguageMenu />
        <ThemeMenu />
      </header>
      <main className={classes.place}>
        <div className={classes.brand}>
          <img src="/icon.svg" width={30} height={30} alt="" />
          {t('product')}
        </div>
        <Paper withBorder radius="md" p="xl" className={classes.card}>
          <Stack gap="md">
            <div>
              <Title order={1}>{title}</Title>
              {hint ? (
                <Text size="sm" c="dimmed" mt={4}>
                  {hint}
                </Text>
              ) : null}
            </div>
            {children}
          </Stack>
        </Paper>
      </main>
    </div>
  );
}
