namespace OpsMop.Analyzers;

/// <summary>A simple command of a script: a program, its arguments, its redirections.</summary>
internal sealed class ShellCommand
{
    private static readonly string[] s_folders = ["/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/usr/local/sbin/"];
    private int _program = -1;

    /// <summary>The words, assignments before them left out.</summary>
    public List<ShellWord> Words { get; } = [];

    /// <summary>The assignments before the words.</summary>
    public List<ShellWord> Assignments { get; } = [];

    public List<ShellRedirection> Redirections { get; } = [];

    /// <summary>The command whose output it reads through a pipe.</summary>
    public ShellCommand? PipedFrom { get; set; }

    /// <summary>Whether another command reads its output through a pipe.</summary>
    public bool IsPiped { get; set; }

    /// <summary>How many <c>$(…)</c> and <c>(…)</c> are around it.</summary>
    public int Depth { get; set; }

    /// <summary>
    /// The place among <see cref="Words"/> of the program that does the work, behind <c>sudo</c>, <c>env</c> and their like; the number of words where it is
    /// not known.
    /// </summary>
    public int ProgramIndex => _program >= 0 ? _program : _program = FindProgram();

    /// <summary>The program's name, the folders of the system taken off; <see langword="null"/> where it is not known.</summary>
    public string? Program => ProgramIndex < Words.Count ? NameOf(Words[ProgramIndex]) : null;

    /// <summary>The words behind the program.</summary>
    public IEnumerable<ShellWord> Arguments => Words.Skip(ProgramIndex + 1);

    /// <summary>The arguments that are no options. The value of an option may be among them.</summary>
    public IEnumerable<ShellWord> Operands => Arguments.Where(word => !word.IsOption);

    /// <summary>Whether one of the arguments is this option, as it is written here or with <c>=</c> and a value.</summary>
    public bool HasOption(params string[] options) =>
        Arguments.Any(word => options.Any(option => word.Text == option || (option.StartsWith("--", StringComparison.Ordinal) && word.Text.StartsWith(option + "=", StringComparison.Ordinal))));

    /// <summary>Whether one of the arguments is a cluster of short options with this letter.</summary>
    public bool HasLetter(char letter) => Arguments.Any(word => word.HasLetter(letter));

    /// <summary>The value of an option, written as one word with it or as the next.</summary>
    public ShellWord? ValueOf(string option)
    {
        var arguments = Arguments.ToList();
        var index = arguments.FindIndex(word => word.Text == option);
        return index >= 0 && index + 1 < arguments.Count ? arguments[index + 1] : null;
    }

    private static string? NameOf(ShellWord word)
    {
        if (word.Constant is not { } name)
        {
            return null;
        }

        var folder = s_folders.FirstOrDefault(folder => name.StartsWith(folder, StringComparison.Ordinal) && name.IndexOf('/', folder.Length) < 0);
        return folder is null ? name : name.Substring(folder.Length);
    }

    private int FindProgram()
    {
        var i = 0;
        while (i < Words.Count)
        {
            var valued = NameOf(Words[i]) switch
            {
                "sudo" => "ugUCpchrtTDR",
                "doas" => "uC",
                "env" => "uC",
                "nice" => "n",
                "ionice" => "cnpPu",
                "timeout" => "sk",
                "stdbuf" => "ioe",
                "exec" => "a",
                "command" or "nohup" or "setsid" or "time" or "builtin" => "",
                _ => null,
            };
            if (valued is null)
            {
                return i;
            }

            var isTimeout = NameOf(Words[i]) == "timeout";
            i++;
            while (i < Words.Count && (Words[i].IsOption || IsAssignment(Words[i])))
            {
                var option = Words[i];
                if (option.Constant is not { } text || text is "-v" or "-V")
                {
                    // "command -v x" asks for a program and runs none.
                    return Words.Count;
                }

                i += text.Length == 2 && text[0] == '-' && valued.IndexOf(text[1]) >= 0 ? 2 : 1;
                if (text == "--")
                {
                    break;
                }
            }

            i += isTimeout ? 1 : 0;
        }

        return Words.Count;
    }

    private static bool IsAssignment(ShellWord word) =>
        word.Text.IndexOf('=') is > 0 and var equals && word.Text.Take(equals).All(c => c == '_' || char.IsLetterOrDigit(c));
}
