import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { clock, seconds } from '../format';
import { useTheme } from '../shell/theme';
import { useWidth } from './useWidth';

export interface Line {
  label: string;
  /** Of a custom property of the page, so that it follows the theme. */
  colour: string;
  dashed?: boolean;
  filled?: boolean;
  /** Of what changes at once. */
  stepped?: boolean;
  says: (value: number) => string;
}

interface Props {
  /** Charts of one group move their cursors together. */
  group: string;
  title: string;
  lines: Line[];
  /** Times, then one row of figures per line. */
  data: uPlot.AlignedData;
  /** What times count from, in seconds; the epoch if absent. */
  since?: 'begin';
  logarithmic?: boolean;
}

const HEIGHT = 190;

/** Figures come once a second: nothing finer is worth writing at the axis. */
const SECONDS_APART = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600];

/** Lines over time, drawn on a canvas because there may be thousands of seconds of them. */
export function TimeSeries({ group, title, lines, data, since, logarithmic = false }: Props) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const plot = useRef<uPlot>(undefined);
  const { dark } = useTheme();
  const drawable = width > 0;

  useEffect(() => {
    if (frame.current === null || !drawable) {
      return undefined;
    }
    const drawn = new uPlot(options({ group, title, lines, since, logarithmic, width: frame.current.clientWidth }), data, frame.current);
    plot.current = drawn;
    return () => drawn.destroy();
    // Data and width go to the chart that stands; only what uPlot takes at its making makes a new one.
  }, [drawable, dark, group, title, since, logarithmic, lines]);

  useEffect(() => {
    plot.current?.setData(data);
    if (plot.current !== undefined) {
      withoutCursorTheLast(plot.current);
    }
  }, [data]);
  useEffect(() => {
    if (drawable) {
      plot.current?.setSize({ width, height: HEIGHT });
    }
  }, [width, drawable]);

  return (
    <figure className="hr-series" aria-label={title}>
      <figcaption>{title}</figcaption>
      <div ref={frame} className="hr-plot" />
    </figure>
  );
}

type Look = Pick<Props, 'group' | 'title' | 'lines'> & { since: 'begin' | undefined; logarithmic: boolean; width: number };

function options({ group, title, lines, since, logarithmic, width }: Look): uPlot.Options {
  const timeOf = since === 'begin' ? seconds : timeOfDay;
  const colours = getComputedStyle(document.body);
  const colour = (name: string) => colours.getPropertyValue(name).trim();
  const axis = { stroke: colour('--hr-quiet'), grid: { stroke: colour('--hr-grid'), width: 1 }, ticks: { show: false }, font: `12px ${colours.fontFamily}` };
  return {
    id: title,
    width,
    height: HEIGHT,
    cursor: { sync: { key: group }, y: false, drag: { x: true, y: false } },
    legend: { live: true },
    scales: { x: { time: since === undefined }, y: logarithmic ? { distr: 3 } : { range: (_, __, highest) => [0, Math.max(1, highest * 1.08)] } },
    axes: [
      { ...axis, space: 90, incrs: SECONDS_APART, values: (_, times) => times.map(timeOf) },
      { ...axis, size: 56, ...(logarithmic && { grid: { ...axis.grid, filter: (_: uPlot, values: number[]) => values.map(powerOfTen) } }) },
    ],
    hooks: { setCursor: [withoutCursorTheLast] },
    series: [
      { label: 'Time', value: (_, time) => (time === null ? '–' : timeOf(time)) },
      ...lines.map(({ label, colour: name, dashed, filled, stepped, says }) => ({
        label,
        stroke: colour(name),
        width: 2,
        ...(dashed === true && { dash: [6, 5] }),
        ...(filled === true && { fill: `${colour(name)}22` }),
        ...(stepped === true && { paths: uPlot.paths.stepped!({ align: 1 }) }),
        points: { show: false },
        value: (_: uPlot, value: number | null) => (value === null ? '–' : says(value)),
      })),
    ],
  };
}

const timeOfDay = (seconds: number) => clock(new Date(seconds * 1000).toISOString());
const powerOfTen = (value: number) => (Number.isInteger(Math.log10(value)) ? value : null);

/** While nobody points at a second, the legend tells the last. */
function withoutCursorTheLast(plot: uPlot) {
  const last = plot.data[0].length - 1;
  if ((plot.cursor.idx === null || plot.cursor.idx === undefined) && last >= 0) {
    plot.setLegend({ idx: last }, false);
  }
}
