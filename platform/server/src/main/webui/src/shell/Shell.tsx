import {
  Content,
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadMain,
  Page,
  SkipToContent,
  ToggleGroup,
  ToggleGroupItem,
  Toolbar,
  ToolbarContent,
  ToolbarItem,
} from '@patternfly/react-core';
import DesktopIcon from '@patternfly/react-icons/dist/esm/icons/desktop-icon';
import MoonIcon from '@patternfly/react-icons/dist/esm/icons/moon-icon';
import SunIcon from '@patternfly/react-icons/dist/esm/icons/sun-icon';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { usePlatform } from '../api/queries';
import { type ThemeChoice, useTheme } from './theme';

const MAIN = 'main';

const CHOICES: { choice: ThemeChoice; icon: ReactNode; says: string }[] = [
  { choice: 'system', icon: <DesktopIcon />, says: 'Colours of the system' },
  { choice: 'light', icon: <SunIcon />, says: 'Light' },
  { choice: 'dark', icon: <MoonIcon />, says: 'Dark' },
];

/** What every page stands in. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <Page
      masthead={<Head />}
      mainContainerId={MAIN}
      isContentFilled
      skipToContent={<SkipToContent href={`#${MAIN}`}>Skip to content</SkipToContent>}
    >
      <div className="hr-page">
        {children}
        <Foot />
      </div>
    </Page>
  );
}

function Head() {
  const { choice, choose } = useTheme();
  return (
    <Masthead>
      <MastheadMain>
        <MastheadBrand>
          <Link href="/" className="hr-brand">
            <img src="/favicon.svg" alt="" width="28" height="28" />
            <span>Headroom</span>
          </Link>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isFullHeight>
          <ToolbarContent>
            <ToolbarItem>
              <Sections />
            </ToolbarItem>
            <ToolbarItem align={{ default: 'alignEnd' }}>
              <ToggleGroup aria-label="Colours">
                {CHOICES.map(({ choice: offered, icon, says }) => (
                  <ToggleGroupItem key={offered} icon={icon} aria-label={says} title={says} isSelected={choice === offered} onChange={() => choose(offered)} />
                ))}
              </ToggleGroup>
            </ToolbarItem>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
}

const SECTIONS = [
  { path: '/', name: 'Runs', within: /^\/(runs.*)?$/ },
  { path: '/findings', name: 'Findings', within: /^\/findings$/ },
];

function Sections() {
  const [path] = useLocation();
  return (
    <nav aria-label="Headroom" className="hr-sections">
      {SECTIONS.map(({ path: to, name, within }) => (
        <Link key={to} href={to} aria-current={within.test(path) ? 'page' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}

function Foot() {
  const { data: platform } = usePlatform();
  return (
    <Content component="small" className="hr-foot">
      {platform === undefined ? 'Headroom' : `Headroom ${platform.version} · data in ${platform.data}`}
    </Content>
  );
}
