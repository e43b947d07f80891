'use client';

import { Divider, NavLink } from '@mantine/core';
import {
  IconApi,
  IconBook2,
  IconVocabulary,
  IconRoute,
  IconChartBar,
  IconChecklist,
  IconCpu,
  IconHome,
  IconListCheck,
  IconMessage2Code,
  IconMovie,
  IconSchool,
  IconSearch,
  IconTimeline,
  IconUsers,
} from '@tabler/icons-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMayNot } from '../lib/use-viewer.ts';

const PAGES = [
  { name: 'home', href: '/', also: [], Icon: IconHome },
  { name: 'vocabularies', href: '/vocabularies', also: [], Icon: IconBook2 },
  { name: 'prompts', href: '/prompts', also: [], Icon: IconMessage2Code },
  { name: 'libraries', href: '/libraries', also: ['/videos'], Icon: IconMovie },
  { name: 'recognitions', href: '/recognitions', also: [], Icon: IconTimeline },
  { name: 'reviews', href: '/reviews', also: [], Icon: IconChecklist },
  { name: 'reports', href: '/reports', also: ['/compare'], Icon: IconChartBar },
  { name: 'adapters', href: '/adapters', also: ['/calibrations', '/evaluations'], Icon: IconSchool },
  { name: 'moments', href: '/moments', also: [], Icon: IconSearch },
  { name: 'encoders', href: '/encoders', also: [], Icon: IconCpu },
  { name: 'jobs', href: '/jobs', also: [], Icon: IconListCheck },
  { name: 'access', href: '/access', also: [], Icon: IconUsers },
] as const;

/** Where people are helped. */
const HELP = [
  { name: 'firstProject', href: '/?guide=open', Icon: IconRoute },
  { name: 'glossary', href: '/glossary', Icon: IconVocabulary },
  { name: 'reference', href: '/reference', Icon: IconApi },
] as const;

/** The rail: pages, and below them what helps with all of them. */
export function Navigation({ onNavigate }: { readonly onNavigate: () => void }) {
  const t = useTranslations('common.nav');
  const pathname = usePathname();
  const mayNotAdminister = useMayNot('administer');
  const pages = PAGES.filter(({ name }) => name !== 'access' || !mayNotAdminister).map(({ name, href, also, Icon }) => {
    const isActive = [href, ...also].some((place) => (place === '/' ? pathname === '/' : pathname.startsWith(place)));
    return (
      <NavLink
        key={name}
        component={Link}
        href={href}
        label={t(name)}
        leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
        active={isActive}
        aria-current={isActive ? 'page' : undefined}
        onClick={onNavigate}
      />
    );
  });
  return (
    <>
      {pages}
      <Divider my="xs" />
      {HELP.map(({ name, href, Icon }) => (
        <NavLink
          key={name}
          component={Link}
          href={href}
          label={t(name)}
          leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
          active={pathname === href}
          aria-current={pathname === href ? 'page' : undefined}
          onClick={onNavigate}
        />
      ))}
    </>
  );
}
