import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PublishPage } from '../../../../features/vocabulary-publish/components/publish-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('vocabularyPublish'))('title') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  return <PublishPage id={decodeURIComponent((await params).id)} />;
}
