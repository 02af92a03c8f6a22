export interface SparkPoint {
  x: number;
  y: number;
}

interface Props {
  /** By their x. */
  points: readonly SparkPoint[];
  width: number;
  height: number;
  /** What all lines that are compared reach up to; above, a line runs along the top, and a triangle says so. Its own highest if absent. */
  yMax?: number | undefined;
  /** Largest x of all. */
  xMax: number;
  filled?: boolean | undefined;
}

const EDGE = 4;

/** A line without figures, which stand beside it. From 0 on both axes, so that lines can be compared. */
export function Sparkline({ points, width, height, yMax, xMax, filled = false }: Props) {
  const toX = (value: number) => EDGE + ((width - 2 * EDGE) * value) / xMax;
  const top = yMax ?? Math.max(...points.map(({ y }) => y), Number.MIN_VALUE);
  const toY = (value: number) => height - EDGE - ((height - 2 * EDGE) * Math.min(value, top)) / top;
  const line = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${toX(point.x)} ${toY(point.y)}`).join('');
  const [first, last] = [points[0], points.at(-1)];
  return (
    <svg width={width} height={height} className="hr-spark" aria-hidden="true">
      <path className="hr-spark-base" d={`M${EDGE} ${height - EDGE}H${width - EDGE}`} />
      {filled && first && last && <path className="hr-spark-area" d={`${line}V${height - EDGE}H${toX(first.x)}Z`} />}
      <path className="hr-spark-line" d={line} />
      {last && last.y > top && <path className="hr-spark-end" d={`M${toX(last.x)} 0l4.5 8h-9z`} />}
      {last && last.y <= top && <circle className="hr-spark-end" cx={toX(last.x)} cy={toY(last.y)} r={3} />}
    </svg>
  );
}
