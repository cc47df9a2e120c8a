import type {HelpTopic} from './help-topic.js';

/** Environment variables. */
export const environmentTopic: HelpTopic = {
  name: 'environment',
  summary: 'environment variables',
  body: `\
  KFLOW_CONFIG    the root config; -c wins over it
  KFLOW_CONTEXT   the kubeconfig context; --context wins over it, it wins over the config's \`context\`
  KUBECONFIG      kubectl's own; --kubeconfig wins over it
  NO_COLOR        no colors when it is set to anything
  FORCE_COLOR     colors even where there is no terminal; 0 for none
  DEBUG           show the stack of an error inside kflow, as -v does
  PATH            where kubectl, helm, docker and bash are found

kflow runs your own kubectl and helm, which read their own variables (HELM_*, HTTPS_PROXY, AWS_PROFILE ...) as ever. The context is resolved once, when a command starts, and named in every call after that.

Scripts and runners see the same environment. Secret values come from it with \`fromEnv\`, and are masked in all that kflow prints:

  secret: {name: web, fromEnv: {password: WEB_PASSWORD}}`,
};
