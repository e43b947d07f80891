'use client';

import { useEffect, useRef, useState } from 'react';
import type { CSSProperties, ReactNode } from 'react';

interface Props {
  /** What is in it. */
  readonly label: string;
  readonly className?: string | undefined;
  readonly style?: CSSProperties | undefined;
  readonly children: ReactNode;
}

/** Room for what may be too wide for the page. Tab reaches it, and arrows scroll it, where it scrolls, and only there. */
export function ScrollFrame({ label, className, style, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [isScrolling, setIsScrolling] = useState(false);
  useEffect(() => {
    const { current } = frame;
    if (!current) return undefined;
    const measure = () =>
      setIsScrolling(current.scrollWidth > current.clientWidth || current.scrollHeight > current.clientHeight);
    const observer = new ResizeObserver(measure);
    for (const element of [current, ...current.children]) observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const reachable = isScrolling ? { tabIndex: 0, role: 'group', 'aria-label': label } : {};
  return (
    <div ref={frame} className={className} style={style} {...reachable}>
      {children}
    </div>
  );
}
