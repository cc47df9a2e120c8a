/** The major and minor number of a version like `v1.37.2` or `1.34.1-gke.100`; undefined when it is none. */
export function minorVersion(version: string): {major: number; minor: number} | undefined {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  return major === undefined || minor === undefined ? undefined : {major: Number(major), minor: Number(minor)};
}

/**
 * How many minor versions kubectl is ahead of (positive) or behind the API server; undefined when one of the versions cannot be read.
 * Kubernetes supports one in either direction (kubernetes.io/releases/version-skew-policy).
 */
export function kubectlSkew(kubectl: string, server: string): number | undefined {
  const [client, cluster] = [minorVersion(kubectl), minorVersion(server)];
  if (!client || !cluster) return undefined;
  return (client.major - cluster.major) * 1000 + client.minor - cluster.minor;
}

/** What is wrong between the two, and what to do; undefined when they go together, or cannot be compared. */
export function skewProblem(kubectl: string, server: string): {message: string; hint: string} | undefined {
  const skew = kubectlSkew(kubectl, server);
  if (skew === undefined || Math.abs(skew) <= 1) return undefined;
  const apart = `${Math.abs(skew)} minor versions ${skew > 0 ? 'ahead of' : 'behind'}`;
  return {
    message: `kubectl ${kubectl} is ${apart} server ${server}; one is supported`,
    hint: "install a kubectl of the server's minor version (https://kubernetes.io/docs/tasks/tools/)",
  };
}
