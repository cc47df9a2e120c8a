/** Whether a stream gets colors: a flag wins over `NO_COLOR`, that over `FORCE_COLOR`, that over what the terminal is. */
export function colorsWanted(stream: {isTTY?: boolean}, noColor: boolean, env: NodeJS.ProcessEnv): boolean {
  if (noColor || env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '')
    return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
}
