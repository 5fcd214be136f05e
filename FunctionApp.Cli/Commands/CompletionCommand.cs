using System.CommandLine;

namespace BotGateway.Cli.Commands;

/// <summary><c>completion</c>: a script that completes commands with System.CommandLine's directive.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # eval "$(bots completion bash)" in ~/.bashrc
            _bots() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$(bots "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -F _bots bots
            """,
        ["zsh"] = """
            # eval "$(bots completion zsh)" in ~/.zshrc, after compinit
            _bots() {
              compadd -- ${(f)"$(bots "[suggest:${#BUFFER}]" "${BUFFER}" 2>/dev/null)"}
            }
            compdef _bots bots
            """,
        ["pwsh"] = """
            # bots completion pwsh | Out-String | Invoke-Expression in $PROFILE
            Register-ArgumentCompleter -Native -CommandName bots -ScriptBlock {
              param($wordToComplete, $commandAst, $cursorPosition)
              bots "[suggest:$cursorPosition]" "$commandAst" 2>$null | Where-Object { $_ -like "$wordToComplete*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }
            """,
    };

    public static Command Create(Tool tool)
    {
        var shell = new Argument<string>("SHELL") { HelpName = string.Join('|', Scripts.Keys), Description = tool.Words["The shell", "La shell"] };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        return tool.Command(
            "completion",
            tool.Words["Print a script that completes commands with Tab", "Muestra un script que completa comandos con Tab"],
            async (run, _) =>
            {
                await run.Terminal.Output.WriteLineAsync(Scripts[run.Get(shell)]);
                return ExitCode.Ok;
            },
            shell);
    }
}
