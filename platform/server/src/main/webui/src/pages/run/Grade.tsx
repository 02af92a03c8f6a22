const MEANS: Record<string, string> = {
  A: 'equivalent to production: the figures are capacity',
  B: 'equivalent per unit: the figures hold for one instance',
  C: 'unlike production: the figures are directional',
};

/** How like production the environment was. */
export function Grade({ grade }: { grade: string }) {
  return (
    <p>
      Grade <strong>{grade}</strong>
      {MEANS[grade] !== undefined && <span className="hr-quiet">, {MEANS[grade]}</span>}
    </p>
  );
}
