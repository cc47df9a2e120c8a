/**
 * How a resource is, as `--status` draws it. `not-applied`: nothing of it exists. `unchecked`: it has nothing whose health
 * could be asked. `unknown`: it could not be found out.
 */
export type HealthState = 'healthy' | 'progressing' | 'unhealthy' | 'not-applied' | 'unchecked' | 'unknown';

/** The state of one resource and, in a line, why. */
export interface ResourceState {
  state: HealthState;
  detail: string;
}

/** States by the name of the resource. */
export type ResourceStates = ReadonlyMap<string, ResourceState>;

/** How a state is named and coloured: `fill` behind dark text, `line` for borders, on light ground; `dark` for both on dark ground. */
export interface StateStyle {
  label: string;
  fill: string;
  line: string;
  dark: {fill: string; line: string};
}

/** Every state, in the order of a legend. The borders differ in lightness as well as in hue. */
export const stateStyles: Readonly<Record<HealthState, StateStyle>> = {
  healthy: {label: 'healthy', fill: '#dafbe1', line: '#1a7f37', dark: {fill: '#12261e', line: '#3fb950'}},
  progressing: {label: 'progressing', fill: '#fff8c5', line: '#bf8700', dark: {fill: '#272115', line: '#e3b341'}},
  unhealthy: {label: 'unhealthy', fill: '#ffebe9', line: '#cf222e', dark: {fill: '#301a1f', line: '#ff7b72'}},
  'not-applied': {label: 'not applied', fill: '#f6f8fa', line: '#8c959f', dark: {fill: '#0d1117', line: '#8b949e'}},
  unchecked: {label: 'nothing to check', fill: '#ffffff', line: '#afb8c1', dark: {fill: '#161b22', line: '#57606a'}},
  unknown: {label: 'unknown', fill: '#fbefff', line: '#8250df', dark: {fill: '#1f1830', line: '#bc8cff'}},
};

/** All states, in the order of a legend. */
export const healthStates = Object.keys(stateStyles) as HealthState[];
