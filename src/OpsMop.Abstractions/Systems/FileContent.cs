using System.Text;

namespace OpsMop;

/// <summary>
/// What is to stand in a file. It is opened only when it is written, so that a plan never downloads, and it knows whether it may be shown.
/// </summary>
public abstract class FileContent
{
    /// <summary>Whether a part of the content is secret; <see cref="Shown"/> is then all that may be seen of it.</summary>
    public bool IsSecret { get; private init; }

    /// <summary>The whole content if it is in memory; <see langword="null"/> if it has yet to be read from somewhere.</summary>
    public virtual ReadOnlyMemory<byte>? Bytes => null;

    /// <summary>The text to show in a diff, with its secret parts as <c>***</c>; <see langword="null"/> where the content is no text or not in memory.</summary>
    public virtual string? Shown => null;

    /// <summary>The text it is made of, by which a diff knows the secret parts of each line; <see langword="null"/> where it is made of bytes.</summary>
    internal virtual Text? Text => null;

    /// <summary>The SHA-256 of the content where it is known without reading it; not given otherwise.</summary>
    public virtual Sha256 KnownHash => default;

    /// <summary>How many bytes it has, where that is known without reading it.</summary>
    public virtual long? Size => Bytes?.Length;

    /// <summary>
    /// Brings the content into memory, so that <see cref="Bytes"/> has it, where that is something a plan may do and it is small enough: a file of the controller is, a download is
    /// not. Called where the content is about to be shown, never to compare it.
    /// </summary>
    /// <param name="limit">How many bytes it may have.</param>
    /// <param name="cancel">Cancels the reading.</param>
    /// <exception cref="ProviderException">It cannot be had.</exception>
    public virtual ValueTask LoadAsync(long limit, CancellationToken cancel = default) => default;

    /// <summary>Opens the content for one reading from its start.</summary>
    /// <param name="cancel">Cancels the opening, such as a download.</param>
    public abstract ValueTask<Stream> OpenAsync(CancellationToken cancel = default);

    /// <summary>Content made of bytes in memory.</summary>
    /// <param name="bytes">The bytes; they must not change afterwards.</param>
    /// <param name="secret">Whether no part of it may be shown.</param>
    public static FileContent FromBytes(ReadOnlyMemory<byte> bytes, bool secret = false) => new InMemory(bytes, secret);

    /// <summary>Content made of text, written as UTF-8 without a byte order mark. Its secret parts stay secret.</summary>
    /// <param name="text">The text.</param>
    public static FileContent FromText(Text text) => new OfText(text);

    /// <summary>Content that is fetched or read when it is needed.</summary>
    /// <param name="open">Opens it from its start; called once for each writing.</param>
    /// <param name="hash">Its SHA-256 where known; what is read is checked against it by whoever writes it.</param>
    public static FileContent Deferred(Func<CancellationToken, ValueTask<Stream>> open, Sha256 hash = default) => new OnDemand(open, hash);

    private sealed class InMemory : FileContent
    {
        private readonly ReadOnlyMemory<byte> _bytes;

        internal InMemory(ReadOnlyMemory<byte> bytes, bool secret)
        {
            _bytes = bytes;
            IsSecret = secret;
        }

        public override ReadOnlyMemory<byte>? Bytes => _bytes;

        public override string? Shown => IsSecret ? null : TextOrNull(_bytes.Span);

        public override ValueTask<Stream> OpenAsync(CancellationToken cancel = default) => new(new MemoryStream(_bytes.ToArray(), writable: false));

        private static string? TextOrNull(ReadOnlySpan<byte> bytes) =>
            System.Text.Unicode.Utf8.IsValid(bytes) && bytes.IndexOf((byte)0) < 0 ? Encoding.UTF8.GetString(bytes) : null;
    }

    private sealed class OfText : FileContent
    {
        private readonly Text _text;
        private byte[]? _bytes;

        internal OfText(Text text)
        {
            _text = text;
            IsSecret = text.IsSecret;
        }

        public override ReadOnlyMemory<byte>? Bytes => _bytes ??= _text.ToUtf8Bytes();

        public override string Shown => _text.ToString();

        internal override Text Text => _text;

        public override ValueTask<Stream> OpenAsync(CancellationToken cancel = default) => new(new MemoryStream(_bytes ??= _text.ToUtf8Bytes(), writable: false));
    }

    private sealed class OnDemand(Func<CancellationToken, ValueTask<Stream>> open, Sha256 hash) : FileContent
    {
        public override Sha256 KnownHash => hash;

        public override ValueTask<Stream> OpenAsync(CancellationToken cancel = default) => open(cancel);
    }
}
