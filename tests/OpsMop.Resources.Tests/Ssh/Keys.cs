namespace OpsMop.Resources.Tests;

/// <summary>Public keys whose private halves nobody has kept.</summary>
internal static class Keys
{
    public const string First = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOmn9psxhhqTorj13jG3GyJZmJClh3tOlDY2uXSqiRMz";
    public const string Second = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII7nzeGqvUcD8UYqDxbIoDB6ZZMJP3ordwlTT6BBoqvi";
    public const string Ecdsa = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAwMTpukxErdp1srOjhKtqIkFfC9MmKV5khulAJmPlcIH0W1Tqi+V2i9YyQl/Vg/lnr97E2WzMzh/UMfo4Uu3jQ=";
}
