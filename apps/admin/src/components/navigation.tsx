'use client';

import { NavLink } from '@mantine/core';
import {
  IconBook2,
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
} from '@tabler/icons-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';

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
] as const;

export function Navigation({ onNavigate }: { readonly onNavigate: () => void }) {
  const t = useTranslations('common.nav');
  const pathname = usePathname();
  return PAGES.map(({ name, href, also, Icon }) => {
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
}
