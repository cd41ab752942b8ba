namespace OpsMop.Lab;

/// <summary>A key of a user and the certificate that the lab's authority has signed for it.</summary>
/// <param name="KeyFile">The private key, for <c>ssh -i</c>.</param>
/// <param name="CertificateFile">The certificate, beside it under the name that ssh looks for: <c>KeyFile-cert.pub</c>.</param>
public sealed record LabCertificate(string KeyFile, string CertificateFile);
