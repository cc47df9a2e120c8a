import {delimiter} from 'node:path';

/** What a test may know of the control plane that global-setup started. */
export interface E2eSandbox {
  kubeconfig: string;
  context: string;
  /** Directory with `kubectl` and helm 4. */
  bin: string;
  /** Directory with helm 3. */
  helm3: string;
}

/** The control plane of this test run. */
export function sandbox(): E2eSandbox {
  const {KFLOW_E2E_KUBECONFIG, KFLOW_E2E_CONTEXT, KFLOW_E2E_BIN, KFLOW_E2E_BIN_HELM3} = process.env;
  if (!KFLOW_E2E_KUBECONFIG || !KFLOW_E2E_CONTEXT || !KFLOW_E2E_BIN || !KFLOW_E2E_BIN_HELM3) {
    throw new Error('no control plane: these tests run through packages/e2e/jest.config.mjs');
  }
  return {
    kubeconfig: KFLOW_E2E_KUBECONFIG,
    context: KFLOW_E2E_CONTEXT,
    bin: KFLOW_E2E_BIN,
    helm3: KFLOW_E2E_BIN_HELM3,
  };
}

/** Which helm is first on the PATH of a command. */
export type HelmMajor = 3 | 4;

/** The environment of a user of the sandbox: its kubeconfig, its tools first on the PATH, a home of the test's own. */
export function userEnvironment(home: string, helm: HelmMajor = 4): NodeJS.ProcessEnv {
  const {kubeconfig, bin, helm3} = sandbox();
  const path = [...(helm === 3 ? [helm3] : []), bin, process.env.PATH].join(delimiter);
  const env: NodeJS.ProcessEnv = {...process.env, PATH: path, HOME: home, KUBECONFIG: kubeconfig, NO_COLOR: '1'};
  for (const name of Object.keys(env))
    if (/^(KFLOW_|HELM_|XDG_|NODE_OPTIONS|FORCE_COLOR|CI$)/.test(name)) delete env[name];
  return env;
}
