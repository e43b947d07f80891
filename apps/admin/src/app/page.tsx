import { HomePage } from '../features/home/components/home-page.tsx';

export default function Page() {
  return <HomePage />;
}
