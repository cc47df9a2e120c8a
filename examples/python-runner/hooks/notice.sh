#!/usr/bin/env bash
# Hooks in bash: what they are about is in the environment, what they want to have done they print as JSON. kflow does it, in the right
# context and namespace. Whatever else they print is logged; what they print on standard error is output.
set -euo pipefail

case $KFLOW_HOOK in
  apply)
    echo "pinning a notice to the door of $KFLOW_NAMESPACE"
    printf '{"applyManifest": {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "notice"}, "data": {"text": "%s"}}}\n' "$NOTICE"
    ;;
  destroy)
    echo '{"kubectl": ["delete", "configmap/notice", "--ignore-not-found"]}'
    ;;
  status)
    echo '{"status": "pinned"}'
    ;;
  health)
    # They may run kubectl themselves, too; this only reads.
    kubectl --context "$KFLOW_CONTEXT" --namespace "$KFLOW_NAMESPACE" get configmap notice >&2 ||
      echo '{"healthy": false, "detail": "somebody tore it off"}'
    ;;
esac
