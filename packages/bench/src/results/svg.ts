/** Some bars with a heading. */
export interface BarGroup {
  title: string;
  bars: readonly {name: string; value: number}[];
}

/** A line of points over a size. */
export interface Line {
  name: string;
  points: readonly {x: number; y: number}[];
}

const width = 760;
const [blue, grey] = ['#2f81f7', '#8b949e'];
const colours: {[name: string]: string} = {
  kflow: blue!,
  'kflow-py': '#d29922',
  'kubectl by levels': '#a371f7',
  helmfile: '#3fb950',
  'helm in a loop': '#db61a2',
};

/** Bars lying on their side, each group on a scale of its own, each bar with its value as `label` gives it. */
export function barChart(title: string, groups: readonly BarGroup[], label: (value: number) => string): string {
  const [left, right, step] = [190, 90, 22];
  let y = 46;
  const parts = groups.flatMap(({title: heading, bars}) => {
    y += 14;
    const most = Math.max(...bars.map(({value}) => value));
    const lines = [text(left, y, heading, 'strong')];
    y += 8;
    for (const {name, value} of bars) {
      const length = Math.max(1, ((width - left - right) * value) / most);
      lines.push(
        text(left - 8, y + 13, name, 'end'),
        `<rect x="${left}" y="${y}" width="${round(length)}" height="16" rx="2" fill="${colours[name] ?? grey}"/>`,
        text(left + length + 6, y + 13, label(value)),
      );
      y += step;
    }
    y += 10;
    return lines;
  });
  return svg(title, y + 6, parts);
}

/** Lines over sizes, both axes logarithmic: what grows with the size has the slope of the dotted line. */
export function lineChart(
  title: string,
  unit: string,
  lines: readonly Line[],
  label: (value: number) => string,
): string {
  const [left, right, top, bottom, height] = [80, 150, 60, 60, 420];
  const all = lines.flatMap(({points}) => points);
  const [x, y] = [scale(all.map((each) => each.x)), scale(all.map((each) => each.y))];
  const across = (value: number): number => round(left + x.place(value) * (width - left - right));
  const up = (value: number): number => round(height - bottom - y.place(value) * (height - top - bottom));
  const grid = [
    ...y.ticks.flatMap((tick) => [
      `<path class="grid" d="M${left} ${up(tick)}H${width - right}"/>`,
      text(left - 8, up(tick) + 4, label(tick), 'end'),
    ]),
    ...[...new Set(all.map((each) => each.x))].map((tick) =>
      text(across(tick), height - bottom + 20, tick.toLocaleString('en'), 'middle'),
    ),
    text((left + width - right) / 2, height - bottom + 44, unit, 'middle'),
  ];
  // As much more as there is more of it, from where kflow begins.
  const [start] = lines[0]!.points;
  const end = Math.min(x.most, (x.least * y.most) / start!.y);
  const linear = `<path class="linear" d="M${across(x.least)} ${up(start!.y)}L${across(end)} ${up((start!.y * end) / x.least)}"/>`;
  const drawn = lines.flatMap(({name, points}) => {
    const colour = colours[name] ?? grey;
    const corners = points.map((each) => `${across(each.x)},${up(each.y)}`).join(' ');
    return [
      `<polyline fill="none" stroke="${colour}" stroke-width="2.5" points="${corners}"/>`,
      ...points.map((each) => `<circle cx="${across(each.x)}" cy="${up(each.y)}" r="3.5" fill="${colour}"/>`),
    ];
  });
  const ends = lines.map(({name, points}) => ({name, ...points.at(-1)!})).sort((one, other) => other.y - one.y);
  let lowest = 0;
  for (const {name, x: size, y: value} of ends) {
    // Names that would lie on each other are moved apart.
    lowest = Math.max(up(value) + 4, lowest + 16);
    drawn.push(text(across(size) + 10, lowest, `${name}, ${label(value)}`));
  }
  return svg(title, height, [...grid, linear, ...drawn]);
}

interface Scale {
  least: number;
  most: number;
  ticks: number[];
  /** From 0 to 1. */
  place(value: number): number;
}

function scale(values: readonly number[]): Scale {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.log10(most); power++) ticks.push(10 ** power);
  const from = Math.log10(Math.min(least, ...ticks.slice(0, 1)));
  return {
    ...{least, most, ticks},
    place: (value) => (most === least ? 0.5 : (Math.log10(value) - from) / (Math.log10(most) - from)),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;

function text(x: number, y: number, content: string, kind = ''): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${round(x)}" y="${round(y)}"${kind === '' ? '' : ` class="${kind}"`}>${escaped}</text>`;
}

/** Legible on white and on black: the page's own colour scheme decides which the letters are for. */
function svg(title: string, height: number, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${title}</title>
<style>
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.strong { font-weight: 600 }
.head { font-size: 16px; font-weight: 600 }
.end { text-anchor: end }
.middle { text-anchor: middle }
.grid { stroke: #8b949e; stroke-opacity: .35 }
.linear { stroke: #8b949e; stroke-dasharray: 2 5; fill: none }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }
</style>
${[text(16, 28, title, 'head'), ...parts].join('\n')}
</svg>
`;
}
