using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;

namespace Monolith.Accounts.Application.Credentials;

/// <summary>
/// PBKDF2 with SHA-512, algorithm and cost kept with each hash (R31). At most cores − 1 hashes are computed at a time and few wait for their
/// turn, so that a flood of sign-ins cannot starve those who are signed in.
/// </summary>
internal sealed class PasswordHashing(PasswordCost cost, TimeProvider clock)
{
    private const string Algorithm = "pbkdf2-sha512";
    private const int SaltBytes = 16;
    private const int HashBytes = 64;
    private const int MostWaiting = 24;
    private readonly SemaphoreSlim gate = new(Math.Max(1, Environment.ProcessorCount - 1));
    private int waiting;
    private string? decoy;

    /// <summary>Stands in for the hash of an account that does not exist, so that both take the same work (R32).</summary>
    public string Decoy => decoy ??= string.Join('$', Algorithm, cost.Rounds.ToString(CultureInfo.InvariantCulture), Text(RandomNumberGenerator.GetBytes(SaltBytes)), Text(RandomNumberGenerator.GetBytes(HashBytes)));

    /// <summary>The form in which a password is compared: NFC, once, nothing cut off.</summary>
    public static string Normal(string password) => password.Normalize(NormalizationForm.FormC);

    /// <summary>Whether the stored hash was made at another cost than today's.</summary>
    public bool IsOutdated(string stored) => !stored.StartsWith($"{Algorithm}${cost.Rounds.ToString(CultureInfo.InvariantCulture)}$", StringComparison.Ordinal);

    /// <summary>Hashes a password.</summary>
    public Task<Result<string>> HashAsync(string password, CancellationToken cancellationToken) => InTurnAsync(
        () =>
        {
            var salt = RandomNumberGenerator.GetBytes(SaltBytes);
            return string.Join('$', Algorithm, cost.Rounds.ToString(CultureInfo.InvariantCulture), Text(salt), Text(Derive(password, salt, cost.Rounds)));
        },
        cancellationToken);

    /// <summary>Whether the password is the one that was hashed.</summary>
    public Task<Result<bool>> VerifyAsync(string password, string stored, CancellationToken cancellationToken) => InTurnAsync(
        () =>
        {
            var parts = stored.Split('$');
            var derived = Derive(password, Convert.FromBase64String(parts[2]), int.Parse(parts[1], CultureInfo.InvariantCulture));
            return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(parts[3]));
        },
        cancellationToken);

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(Normal(password)), salt, rounds, HashAlgorithmName.SHA512, HashBytes);

    private static string Text(byte[] bytes) => Convert.ToBase64String(bytes);

    private async Task<Result<T>> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref waiting);
            return new RateLimited(clock.GetUtcNow().UtcDateTime + TimeSpan.FromSeconds(5));
        }

        try
        {
            await gate.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }

        try
        {
            return work();
        }
        finally
        {
            gate.Release();
        }
    }
}

/// <summary>How much work a password hash is.</summary>
/// <param name="Rounds">PBKDF2 rounds.</param>
internal sealed record PasswordCost(int Rounds);
