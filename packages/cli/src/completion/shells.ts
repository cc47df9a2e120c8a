/** The shells that kflow completes in. */
export const shells = ['bash', 'zsh', 'fish'] as const;

/** One of {@link shells}. */
export type Shell = (typeof shells)[number];

/**
 * What a shell has to run to complete `kflow`. Each asks `kflow __complete` for lines of `value<tab>description`; a last line `:files` or
 * `:directories` leaves the rest to the shell. What kflow says on stderr is never shown while somebody types.
 */
export const scripts: {readonly [shell in Shell]: string} = {
  // bash cuts words at `=` and `:`, too; its own line tells where words really begin.
  bash: `# bash completion of kflow:  source <(kflow completion bash)
_kflow_completion() {
  local line value word=\${COMP_WORDS[COMP_CWORD]} whole=\${COMP_LINE:0:COMP_POINT}
  local current=\${whole##*[[:space:]]}
  COMPREPLY=()
  while IFS= read -r line; do
    value=\${line%%$'\\t'*}
    case $line in
      :files) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "\${current#--*=}") ;;
      :directories) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "\${current#--*=}") ;;
      *)
        # What stands before the piece that bash thinks is being typed is there already.
        [[ $word == [=:] ]] && word=
        COMPREPLY+=("\${value#"\${current%"$word"}"}")
        ;;
    esac
  done < <(kflow __complete bash "$whole" 2>/dev/null)
}
complete -F _kflow_completion kflow
`,
  zsh: `#compdef kflow
# zsh completion of kflow:  source <(kflow completion zsh), or save it as _kflow in a directory of $fpath
_kflow() {
  local line value
  local -a lines candidates
  lines=("\${(@f)$(kflow __complete zsh "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  for line in $lines; do
    case $line in
      :files) _files; return ;;
      :directories) _files -/; return ;;
      *) value=\${line%%$'\\t'*}; candidates+=("\${value//:/\\\\:}:\${line#*$'\\t'}") ;;
    esac
  done
  (( $#candidates )) && _describe -V 'kflow' candidates
}
if [[ $funcstack[1] == _kflow ]]; then _kflow "$@"; else compdef _kflow kflow; fi
`,
  fish: `# fish completion of kflow:  kflow completion fish | source
function __kflow_completion
    set -l words (commandline --tokens-expanded --cut-at-cursor --current-process 2>/dev/null; or commandline -opc)
    set -l current (commandline --current-token --cut-at-cursor)
    set -l lines (kflow __complete fish $words[2..] "$current" 2>/dev/null)
    switch "$lines[-1]"
        case :files
            __fish_complete_path (string replace -r '^--[^=]*=' '' -- $current)
        case :directories
            __fish_complete_directories (string replace -r '^--[^=]*=' '' -- $current)
        case '*'
            printf '%s\\n' $lines
    end
end
complete --command kflow --no-files --arguments '(__kflow_completion)'
`,
};
