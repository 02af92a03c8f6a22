import { Link } from 'wouter';
import { runPage } from '../../api/client';

export type RunView = 'report' | 'dependencies' | 'traces';

const PAGES: { view: RunView; path: string; name: string }[] = [
  { view: 'report', path: '', name: 'Report' },
  { view: 'dependencies', path: '/dependencies', name: 'Dependencies' },
  { view: 'traces', path: '/traces', name: 'Traces' },
];

/** The pages of one run. */
export function RunNav({ id, current }: { id: string; current: RunView }) {
  return (
    <nav aria-label="Pages of this run" className="hr-run-nav">
      <ul>
        {PAGES.map(({ view, path, name }) => (
          <li key={view}>
            <Link href={`${runPage(id)}${path}`} aria-current={view === current ? 'page' : undefined}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
