import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JoinPage } from '../../features/sign-in/components/join-page.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('join'))('title') };
}

export default function Page() {
  return <JoinPage />;
}
