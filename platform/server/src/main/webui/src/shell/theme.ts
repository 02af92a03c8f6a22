import { createContext, useContext, useEffect, useMemo, useState } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';

export interface Theme {
  choice: ThemeChoice;
  /** What the choice comes to now. */
  dark: boolean;
  choose: (choice: ThemeChoice) => void;
}

const KEPT_AS = 'headroom.theme';
const DARK_CLASS = 'pf-v6-theme-dark';
const systemIsDark = () => matchMedia('(prefers-color-scheme: dark)');

export const ThemeContext = createContext<Theme>({ choice: 'system', dark: false, choose: () => {} });

export const useTheme = () => useContext(ThemeContext);

function kept(): ThemeChoice {
  const choice = localStorage.getItem(KEPT_AS);
  return choice === 'light' || choice === 'dark' ? choice : 'system';
}

/** The reader's choice, kept in this browser; without one, the system's, also when that changes. */
export function useThemeChoice(): Theme {
  const [choice, setChoice] = useState(kept);
  const [system, setSystem] = useState(() => systemIsDark().matches);
  const dark = choice === 'system' ? system : choice === 'dark';

  useEffect(() => {
    const query = systemIsDark();
    const changed = () => setSystem(query.matches);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, []);

  // Before React draws: children read colours from the page when they draw their charts.
  document.documentElement.classList.toggle(DARK_CLASS, dark);

  return useMemo(() => {
    const choose = (wanted: ThemeChoice) => {
      if (wanted === 'system') {
        localStorage.removeItem(KEPT_AS);
      } else {
        localStorage.setItem(KEPT_AS, wanted);
      }
      setChoice(wanted);
    };
    return { choice, dark, choose };
  }, [choice, dark]);
}
