export default async function globalTeardown() {
  await globalThis.__kflowSandbox?.stop();
}
