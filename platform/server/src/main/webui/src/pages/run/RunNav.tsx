import { Link } from 'wouter';
import { runPage } from '../../api/client';

export type RunSide = 'report' | 'dependencies' | 'traces';

const PAGES: { side: RunSide; path: string; name: string }[] = [
  { side: 'report', path: '', name: 'Report' },
  { side: 'dependencies', path: '/dependencies', name: 'Dependencies' },
  { side: 'traces', path: '/traces', name: 'Traces' },
];

/** The pages of one run. */
export function RunNav({ id, current }: { id: string; current: RunSide }) {
  return (
    <nav aria-label="Pages of this run" className="hr-run-nav">
      <ul>
        {PAGES.map(({ side, path, name }) => (
          <li key={side}>
            <Link href={`${runPage(id)}${path}`} aria-current={side === current ? 'page' : undefined}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
