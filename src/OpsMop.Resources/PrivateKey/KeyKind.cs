namespace OpsMop;

/// <summary>What a private key is, and how long.</summary>
[Verbs]
public enum KeyKind
{
    /// <summary>ECDSA with the curve P-256: short, quick, and known to everything that is not very old.</summary>
    EcdsaP256,

    /// <summary>ECDSA with the curve P-384.</summary>
    EcdsaP384,

    /// <summary>ECDSA with the curve P-521, which browsers do not take.</summary>
    EcdsaP521,

    /// <summary>RSA with 2048 bits, for what knows no ECDSA.</summary>
    Rsa2048,

    /// <summary>RSA with 3072 bits.</summary>
    Rsa3072,

    /// <summary>RSA with 4096 bits.</summary>
    Rsa4096,
}
