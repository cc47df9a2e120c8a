/** Who is to talk to which API server. */
export interface KubeconfigInput {
  /** Names the cluster, the user and the context. */
  context: string;
  /** `https://127.0.0.1:port` */
  server: string;
  /** The certificate that the server's own must be signed by, as PEM. */
  authority: string;
  /** A bearer token. */
  token: string;
}

/** A kubeconfig with one context, which is the current one. The certificate is pinned in it: nothing is skipped. */
export function renderKubeconfig(input: KubeconfigInput): string {
  const {context, server, authority, token} = input;
  return `apiVersion: v1
kind: Config
clusters:
- name: ${context}
  cluster:
    server: ${server}
    certificate-authority-data: ${Buffer.from(authority).toString('base64')}
users:
- name: ${context}
  user:
    token: ${token}
contexts:
- name: ${context}
  context:
    cluster: ${context}
    user: ${context}
current-context: ${context}
`;
}
