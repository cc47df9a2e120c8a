import {rmSync} from 'node:fs';

export default async function globalTeardown() {
  const {KFLOW_E2E_SHARED} = process.env;
  if (KFLOW_E2E_SHARED) rmSync(KFLOW_E2E_SHARED, {recursive: true, force: true});
  await globalThis.__kflowSandbox?.stop();
}
