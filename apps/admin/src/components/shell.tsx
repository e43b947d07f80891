'use client';

import { AppShell, Burger, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { isEntrance } from '../lib/sign-in-place.ts';
import { useLightPrint } from '../lib/use-light-print.ts';
import { LanguageMenu } from './language-menu.tsx';
import { Navigation } from './navigation.tsx';
import { PersonMenu } from './person-menu.tsx';
import classes from './shell.module.css';
import { ThemeMenu } from './theme-menu.tsx';

interface Props {
  /** What features put into the header. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** What stands around every page but those for whoever has not signed in. */
export function Shell(props: Props) {
  return isEntrance(usePathname()) ? props.children : <Surroundings {...props} />;
}

/** Rail, header, and the place for the page. */
function Surroundings({ tools, children }: Props) {
  const t = useTranslations('common');
  const [isOpen, { toggle, close }] = useDisclosure();
  useLightPrint();
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a className={classes.skip} href="#content">
        {t('nav.skip')}
      </a>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" wrap="nowrap" gap="sm">
          <Burger
            opened={isOpen}
            onClick={toggle}
            hiddenFrom="sm"
            size="sm"
            aria-label={isOpen ? t('nav.close') : t('nav.open')}
          />
          <Text component={Link} href="/" className={classes.brand}>
            {t('product')}
          </Text>
          <Group ml="auto" gap={4} wrap="nowrap">
            {tools}
            <LanguageMenu />
            <ThemeMenu />
            <PersonMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} p="xs" component="nav" aria-label={t('nav.label')}>
        <Navigation onNavigate={close} />
      </AppShell.Navbar>
      <AppShell.Main className={classes.main} id="content" tabIndex={-1}>
        {children}
      </AppShell.Main>
    </AppShell>
  );
}
