import { useEffect, useRef, useState } from 'react';
import type uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

export type PlotSeries = {
  readonly label: string;
  readonly values: readonly (number | null)[];
  /** Told apart without colour: by dashes and the shape of the points. */
  readonly look: 'line' | 'dashed' | 'bars';
};

type PlotProps = {
  /** What is in it, for those who hear it: the table below says the numbers. */
  readonly label: string;
  /** Days, `2026-03-01`. */
  readonly days: readonly string[];
  readonly series: readonly PlotSeries[];
  readonly axis: (value: number) => string;
  readonly day: (date: string) => string;
  /** A click on a day. */
  readonly onPick: (date: string) => void;
};

/** Series over days. A click opens the rows of that day; with the keyboard, the links of the table beside it do. */
export function Plot({ label, days, series, axis, day, onPick }: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const scheme = useColorScheme();

  const [isAbsent, setIsAbsent] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme is read from the style sheet
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let remove: (() => void) | null = null;
    let isLeft = false;
    import('uplot').then(
      ({ default: Chart }) => {
        if (isLeft) return;
        const chart = new Chart(
          {
            ...optionsOf(element, { series, axis, days, day, paths: Chart.paths }),
            width: element.clientWidth,
            height: element.clientHeight,
          },
          [days.map((_, index) => index), ...series.map(({ values }) => [...values])],
          element,
        );
        const click = () => {
          const date = days[chart.cursor.idx ?? -1];
          if (date !== undefined) pick.current(date);
        };
        chart.over.addEventListener('click', click);
        const resized = new ResizeObserver(() =>
          chart.setSize({ width: element.clientWidth, height: element.clientHeight }),
        );
        resized.observe(element);
        remove = () => {
          resized.disconnect();
          chart.destroy();
        };
      },
      // It also fails for a language tag that is none, as a browser may have from its system. The table has the numbers.
      () => setIsAbsent(true),
    );
    return () => {
      isLeft = true;
      remove?.();
    };
  }, [days, series, axis, day, scheme]);

  if (isAbsent) return null;
  return <div ref={place} className="plot" role="img" aria-label={label} />;
}

type Drawn = Pick<PlotProps, 'series' | 'axis' | 'days' | 'day'> & { readonly paths: typeof uPlot.paths };

function optionsOf(
  element: HTMLElement,
  { series, axis, days, day, paths }: Drawn,
): Omit<uPlot.Options, 'width' | 'height'> {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const font = `12px ${style.fontFamily}`;
  const axes = { stroke: colour('--quiet'), font, ticks: { show: false } };
  return {
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
    // Days are equally far apart, so they are counted: the library's own time scale would move them by time zones.
    scales: {
      x: { time: false, range: [-0.6, days.length - 0.4] },
      y: { range: (_chart, low, high) => [Math.min(0, low), Math.max(high * 1.1, 1)] },
    },
    axes: [
      {
        ...axes,
        size: 30,
        grid: { show: false },
        values: (_chart, splits) =>
          splits.map((at) => (Number.isInteger(at) && days[at] !== undefined ? day(days[at]) : '')),
      },
      {
        ...axes,
        size: 64,
        grid: { stroke: colour('--line'), width: 1 },
        values: (_chart, splits) => splits.map(axis),
      },
    ],
    series: [
      {},
      ...series.map(({ label, look }, index): uPlot.Series => {
        const stroke = colour(index === 0 ? '--accent' : '--ink');
        const bars = look === 'bars' ? paths.bars?.({ size: [0.7, 40] }) : undefined;
        return {
          label,
          stroke,
          width: look === 'bars' ? 0 : 2,
          ...(bars === undefined
            ? { points: { show: true, size: 5 } }
            : { paths: bars, fill: stroke, points: { show: false } }),
          ...(look === 'dashed' ? { dash: [6, 4] } : {}),
        };
      }),
    ],
  };
}

function useColorScheme(): 'light' | 'dark' {
  const [dark, setDark] = useState(() => window.matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const media = window.matchMedia('(prefers-color-scheme: dark)');
    const change = () => setDark(media.matches);
    media.addEventListener('change', change);
    return () => media.removeEventListener('change', change);
  }, []);
  return dark ? 'dark' : 'light';
}
