import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startSandbox} from '@kflow/sandbox';

/**
 * One control plane for every test file: each works in namespaces and a state directory of its own. What the files need to
 * know of it reaches them through the environment, which is all that jest hands from here to its workers.
 */
export default async function globalSetup() {
  const sandbox = await startSandbox({name: `e2e-${process.pid}`});
  globalThis.__kflowSandbox = sandbox;
  process.env.KFLOW_E2E_KUBECONFIG = sandbox.kubeconfig;
  process.env.KFLOW_E2E_CONTEXT = sandbox.context;
  process.env.KFLOW_E2E_BIN = sandbox.bin;
  process.env.KFLOW_E2E_BIN_HELM3 = await sandbox.helm3();
  // For what is made once a run by the first file that needs it.
  process.env.KFLOW_E2E_SHARED = mkdtempSync(join(tmpdir(), 'kflow-e2e-'));
}
