import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { GlossaryPage } from '../../features/glossary/components/glossary-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('glossary'))('title') };
}

export default function Page() {
  return <GlossaryPage />;
}
