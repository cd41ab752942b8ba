namespace OpsMop.Parsing;

/// <summary>The words for a secret that would be seen (OPM4001). The compiler and the run time say the same.</summary>
internal static class SecretFaults
{
    /// <summary>A secret that is to become a string.</summary>
    public const string NoPlainText =
        "A Secret has no plain text. Put it into a Text (Text t = $\"password={secret}\"), which keeps it secret in diffs and logs; "
        + "a command takes it through .SecretFile(…) or .Stdin(…).";

    /// <summary>A text with a secret in it that is to become a string.</summary>
    public const string Masked =
        "The text holds a secret, so as a string it is ***, and *** is what would be written. "
        + "Keep it a Text (Text t = $\"[client]\\n{text}\"), which keeps the secret and shows ***.";

    /// <summary>A secret in a hole of a command.</summary>
    public const string InCommand = "A hole of the command holds a secret, which every user of the machine could see; use .SecretFile(…) or .Stdin(…).";

    /// <summary>A secret in a file that every user can read.</summary>
    /// <param name="property">The property that holds the text.</param>
    /// <param name="mode">The mode, as four digits.</param>
    public static string Readable(string property, string mode) =>
        $"{property} holds a secret, and mode {mode} lets every user read it. Use \"0600\" or \"0640\".";

    /// <summary>A secret in a text that people see.</summary>
    /// <param name="property">The property that holds the text.</param>
    public static string Printed(string property) => $"{property} is printed, and it holds a secret.";
}
