import { EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core';
import { Link, useLocation } from 'wouter';
import { useTitle } from '../../shell/useTitle';

export function MissingPage() {
  const [path] = useLocation();
  useTitle('Nothing here');
  return (
    <EmptyState titleText="There is no such page" headingLevel="h1">
      <EmptyStateBody>Nothing is at {path}.</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Link href="/">All runs</Link>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}
