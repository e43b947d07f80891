import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ChecksPage } from '../../../../features/vocabulary-checks/components/checks-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('vocabularyChecks'))('title') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  return <ChecksPage id={decodeURIComponent((await params).id)} />;
}
