using System.Globalization;
using System.Text;

namespace OpsMop.Lab;

/// <summary>
/// Looks at the arguments and the environment of every process, again and again while something runs, for what must never be there. The hosts' processes run on this
/// machine's kernel, so they are seen with its own.
/// </summary>
public sealed class ProcessSampler : IAsyncDisposable
{
    // What is found is shown around the secret, so that the culprit can be told; this much of it.
    private const int Shown = 200;

    private readonly (string Name, byte[] Bytes)[] _secrets;
    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<string, string> _found = [];
    private readonly Dictionary<int, byte[]> _seen = [];
    private readonly HashSet<string> _programs = [];
    private readonly Task _loop;

    private ProcessSampler(IReadOnlyList<string> secrets)
    {
        _secrets = [.. secrets.SelectMany(Forms)];
        _loop = Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>How many times it has looked at all processes.</summary>
    public int Rounds { get; private set; }

    /// <summary>The arguments of the processes that it has seen, each once, separated by spaces: whoever asserts that a secret was not seen asserts first that its carrier was.</summary>
    public IReadOnlyCollection<string> Programs => _programs;

    /// <summary>Begins to look. <see cref="StopAsync"/> has the result.</summary>
    /// <param name="secrets">What must not be seen; their forms in Base64 and in hexadecimal digits are looked for, too.</param>
    public static ProcessSampler Start(params IReadOnlyList<string> secrets)
    {
        if (secrets.FirstOrDefault(secret => secret.Length < 8) is { } weak)
        {
            throw new ArgumentException($"'{weak}' is too short to be told from what is there by chance.", nameof(secrets));
        }

        return new(secrets);
    }

    /// <summary>Looks while something runs, and fails where a secret was seen.</summary>
    /// <param name="secrets">What must not be seen.</param>
    /// <param name="work">What runs meanwhile.</param>
    /// <returns>What the work returned, and what was looked at.</returns>
    /// <exception cref="InvalidOperationException">A secret was seen; the message says in which process.</exception>
    public static async Task<(T Result, ProcessSampler Looked)> WatchAsync<T>(IReadOnlyList<string> secrets, Func<Task<T>> work)
    {
        await using ProcessSampler sampler = Start(secrets);
        T result = await work();
        IReadOnlyList<string> found = await sampler.StopAsync();
        return found.Count == 0 ? (result, sampler) : throw new InvalidOperationException("Secrets were to be seen in processes:\n" + string.Join('\n', found));
    }

    /// <summary>Ends looking.</summary>
    /// <returns>Where a secret was seen, for a person; empty where all is well.</returns>
    public async Task<IReadOnlyList<string>> StopAsync()
    {
        await DisposeAsync();
        return [.. _found.Values];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
    }

    private static IEnumerable<(string, byte[])> Forms(string secret)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        yield return (secret, bytes);
        yield return ($"Base64 of {secret}", Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes).TrimEnd('=')[..^1]));
        yield return ($"hexadecimal digits of {secret}", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes).ToLowerInvariant()));
    }

    private void Loop()
    {
        byte[] buffer = new byte[256 * 1024];
        do
        {
            foreach (string folder in Directory.EnumerateDirectories("/proc"))
            {
                if (int.TryParse(folder.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id != Environment.ProcessId)
                {
                    Look(id, buffer);
                }
            }

            Rounds++;
        }
        while (!_end.Token.WaitHandle.WaitOne(2));
    }

    private void Look(int id, byte[] buffer)
    {
        ReadOnlySpan<byte> arguments = Read($"/proc/{id}/cmdline", buffer);

        // A process that has the arguments that it had has the environment that it had: only a new program has a new one. Kernel threads have neither.
        if (arguments.IsEmpty || (_seen.TryGetValue(id, out byte[]? before) && arguments.SequenceEqual(before)))
        {
            return;
        }

        _seen[id] = arguments.ToArray();
        string program = Text(arguments);
        _programs.Add(program);
        Search("arguments", arguments, id, program);
        Search("environment", Read($"/proc/{id}/environ", buffer), id, program);
    }

    private void Search(string where, ReadOnlySpan<byte> text, int id, string program)
    {
        foreach ((string name, byte[] bytes) in _secrets)
        {
            if (text.IndexOf(bytes) is >= 0 and var at)
            {
                int from = Math.Max(0, at - (Shown / 2));
                _found.TryAdd($"{id} {where} {name}", $"{name} in the {where} of process {id} ({(program.Length > Shown ? program[..Shown] : program)}): …{Text(text[from..Math.Min(text.Length, from + Shown)])}…");
            }
        }
    }

    private static ReadOnlySpan<byte> Read(string file, byte[] buffer)
    {
        try
        {
            using var handle = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            int length = 0;
            while (length < buffer.Length && handle.Read(buffer, length, buffer.Length - length) is > 0 and var read)
            {
                length += read;
            }

            return buffer.AsSpan(0, length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
            return [];
        }
    }

    private static string Text(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text).TrimEnd('\0').Replace('\0', ' ');
}
