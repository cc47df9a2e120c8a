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
