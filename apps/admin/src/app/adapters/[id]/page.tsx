import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AdapterPage } from '../../../features/adapters/components/adapter-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('adapters'))('title') };
}

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  return <AdapterPage id={(await params).id} />;
}
