using System.Globalization;
using System.Text;

namespace OpsMop;

/// <summary>
/// What <c>/etc/shadow</c> has of one account. It is no record: nothing may print the hash of a password.
/// </summary>
internal sealed class Shadow
{
    private static readonly AbsolutePath File = "/etc/shadow";
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    private Shadow()
    {
    }

    /// <summary>What the account gets in that <c>useradd</c> makes: no password, and what the host's defaults say of the rest.</summary>
    public static Shadow New { get; } = new() { Password = "!", IsNew = true };

    /// <summary>Whether the account is yet to be made, so that nobody knows the host's defaults for it.</summary>
    public bool IsNew { get; private init; }

    /// <summary>The hash of the password, after a <c>!</c> where it is locked.</summary>
    public required string Password { get; init; }

    /// <summary>After how many days it has to be changed; -1 for never.</summary>
    public int MaxDays { get; init; } = -1;

    /// <summary>For how many days it cannot be changed again.</summary>
    public int MinDays { get; init; }

    /// <summary>How many days before that its user is told.</summary>
    public int WarnDays { get; init; }

    /// <summary>For how many days it can be changed after that; -1 for ever.</summary>
    public int InactiveDays { get; init; } = -1;

    /// <summary>The day on which the account is shut, counted from 1970; -1 for never.</summary>
    public int ExpiresOn { get; init; } = -1;

    /// <summary>The hash without the sign that it is locked.</summary>
    public string Hash => Password.TrimStart('!');

    /// <summary>Whether there is a password, locked or not.</summary>
    public bool HasPassword => ShadowPassword.IsHash(Hash) && Hash != "*";

    /// <summary>Whether it is locked.</summary>
    public bool IsLocked => Password.StartsWith('!');

    /// <summary>The key under which the entry of an account is known.</summary>
    public static string Key(string login) => "shadow:" + login;

    /// <summary>Reads the entry of an account; <see langword="null"/> where there is none.</summary>
    /// <param name="system">Where.</param>
    /// <param name="login">The account.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static ValueTask<Shadow?> FindAsync(ISystemReader system, string login, CancellationToken cancel) =>
        system.ObserveAsync(Key(login), (reader, stop) => ReadAsync(reader, login, stop), cancel);

    /// <summary>A day as policies write it; -1 for never.</summary>
    /// <param name="text">The day.</param>
    /// <param name="days">The same, counted from 1970.</param>
    public static bool TryParseDay(string text, out int days)
    {
        days = -1;
        if (text == "never")
        {
            return true;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return false;
        }

        days = day.DayNumber - Epoch.DayNumber;
        return days > 0;
    }

    /// <summary>A day as policies write it.</summary>
    /// <param name="days">The day, counted from 1970; -1 for never.</param>
    public static string ShowDay(int days) => days < 0 ? "never" : Epoch.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async ValueTask<Shadow?> ReadAsync(ISystemReader system, string login, CancellationToken cancel)
    {
        if (await system.StatAsync(File, follow: true, cancel).ConfigureAwait(false) is null)
        {
            return null;
        }

        foreach (var line in Encoding.UTF8.GetString((await system.ReadAsync(File, cancel).ConfigureAwait(false)).Span).Split('\n'))
        {
            // login:password:last change:min:max:warn:inactive:expires:
            if (line.Split(':') is { Length: >= 8 } fields && fields[0] == login)
            {
                return new Shadow
                {
                    Password = fields[1],
                    MinDays = Number(fields[3], 0),
                    MaxDays = Number(fields[4], -1),
                    WarnDays = Number(fields[5], 0),
                    InactiveDays = Number(fields[6], -1),
                    ExpiresOn = Number(fields[7], -1),
                };
            }
        }

        return null;
    }

    private static int Number(string field, int otherwise) =>
        int.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
