import {healthStates, stateStyles} from '../resource-state.js';

/** The colours of one ground. */
interface Ground {
  page: string;
  lane: string;
  laneLine: string;
  box: string;
  boxLine: string;
  text: string;
  muted: string;
  arrow: string;
  earlier: string;
  ignored: string;
}

const light: Ground = {
  page: '#ffffff',
  lane: '#f6f8fa',
  laneLine: '#d8dee4',
  box: '#ffffff',
  boxLine: '#afb8c1',
  text: '#1f2328',
  muted: '#636c76',
  arrow: '#57606a',
  earlier: '#b6bec7',
  ignored: '#bc4c00',
};

const dark: Ground = {
  page: '#0d1117',
  lane: '#12171e',
  laneLine: '#2a313a',
  box: '#1c222b',
  boxLine: '#4b545f',
  text: '#e6edf3',
  muted: '#8d96a0',
  arrow: '#9aa4af',
  earlier: '#47505a',
  ignored: '#f0883e',
};

/**
 * The style sheet of an SVG: light, and dark where the reader wants it. Plain colours instead of custom properties, so that
 * programs that know little CSS draw it too.
 */
export function svgStyle(hasStates: boolean): string {
  return [
    `text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}`,
    `.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}`,
    `.heading{font-size:20px;font-weight:600}.lane-name{font-size:15px;font-weight:600}`,
    `.name{font-size:12.5px;font-weight:600}.row{font-size:11px}.small{font-size:11px}`,
    `.arrow{fill:none;stroke-width:1.4}.earlier{stroke-width:1.1}.ignored{stroke-dasharray:6 4}`,
    `.box rect{stroke-width:1.2}.why{font-size:10px;pointer-events:none;stroke-width:4px;paint-order:stroke;stroke-linejoin:round}`,
    ground(light, hasStates ? 'light' : undefined),
    `@media (prefers-color-scheme:dark){${ground(dark, hasStates ? 'dark' : undefined)}}`,
  ].join('\n');
}

function ground(colors: Ground, states: 'light' | 'dark' | undefined): string {
  return [
    `.page{fill:${colors.page}}.lane{fill:${colors.lane};stroke:${colors.laneLine}}`,
    `text{fill:${colors.text}}.muted{fill:${colors.muted}}.line{stroke:${colors.laneLine}}`,
    `.box rect{fill:${colors.box};stroke:${colors.boxLine}}.dot{fill:${colors.boxLine}}`,
    `.kept{stroke:${colors.arrow}}.earlier{stroke:${colors.earlier}}.ignored{stroke:${colors.ignored}}`,
    `.tip-kept{fill:${colors.arrow}}.tip-earlier{fill:${colors.earlier}}.tip-ignored{fill:${colors.ignored}}`,
    `.why{fill:${colors.ignored};stroke:${colors.lane}}`,
    ...(states ? healthStates.map((state) => stateRule(state, states)) : []),
  ].join('');
}

function stateRule(state: (typeof healthStates)[number], which: 'light' | 'dark'): string {
  const style = stateStyles[state];
  const {fill, line} = which === 'light' ? style : style.dark;
  return `.${state} rect,rect.${state}{fill:${fill};stroke:${line}}.${state} .state,.${state} .dot{fill:${line}}`;
}
