using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Relay;

/// <summary>
/// Cursors under AES-256-GCM, bound to the field, its arguments apart from paging, and the caller, and good for a time. The nonce is a keyed hash of all that, so
/// that equal cursors stay equal and no two different ones share a nonce. A few microseconds a cursor, and only for cursors that are asked for. Safe for all threads.
/// </summary>
public sealed class EncryptedCursors : ICursorCodec
{
    private const int MaxLength = 2048;
    private const int NonceAt = 2;
    private const int TextAt = 14;
    private const int TagBytes = 16;
    private readonly Lazy<Keys> _keys;
    private readonly Func<RequestContext, string?> _viewer;
    private readonly TimeProvider _clock;
    private readonly int _days;

    /// <summary>Cursors under a key.</summary>
    /// <param name="key">Gives 32 secret bytes or more, the same in every process and after every start; asked once, at the first cursor.</param>
    /// <param name="viewer">Names the caller; null for those who have no name.</param>
    /// <param name="lifetime">How long a cursor is good, in whole days; null: 30 days.</param>
    /// <param name="clock">The clock of that time.</param>
    public EncryptedCursors(Func<byte[]> key, Func<RequestContext, string?> viewer, TimeSpan? lifetime = null, TimeProvider? clock = null)
    {
        _keys = new(() => new Keys(key()));
        _viewer = viewer;
        _days = Math.Max(1, (int)(lifetime ?? TimeSpan.FromDays(30)).TotalDays);
        _clock = clock ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public CursorSeal SealFor(string field, ResolverContext context) =>
        new Bound(_keys.Value, () => CursorScope.Digest(field, _viewer(context.Request), context.Field, context.Arguments), (ushort)(_clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerDay % ushort.MaxValue), _days);

    private sealed class Keys(byte[] secret)
    {
        private readonly byte[] _encryption = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "graphql cursor encryption 1"u8.ToArray());
        private readonly byte[] _nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "graphql cursor nonce 1"u8.ToArray());
        private readonly ThreadLocal<AesGcm?> _ciphers = new();

        public ReadOnlySpan<byte> Nonce => _nonce;

        // One instance is not safe for two threads.
        public AesGcm Cipher => _ciphers.Value ??= new AesGcm(_encryption, TagBytes);
    }

    // What the cursors belong to is worked out for the first that is asked for.
    private sealed class Bound(Keys keys, Func<byte[]> digest, ushort today, int days) : CursorSeal
    {
        private byte[] Scope => field ??= digest();

        public override string Seal(string cursor)
        {
            var length = Encoding.UTF8.GetByteCount(cursor);
            Span<byte> bound = stackalloc byte[Scope.Length + 2];
            Bind(bound, today);
            var hashed = new byte[bound.Length + length];
            bound.CopyTo(hashed);
            Encoding.UTF8.GetBytes(cursor, hashed.AsSpan(bound.Length));
            Span<byte> hash = stackalloc byte[32];
            HMACSHA256.HashData(keys.Nonce, hashed, hash);

            var all = new byte[TextAt + length + TagBytes];
            BinaryPrimitives.WriteUInt16BigEndian(all, today);
            hash[..(TextAt - NonceAt)].CopyTo(all.AsSpan(NonceAt));
            keys.Cipher.Encrypt(all.AsSpan(NonceAt, TextAt - NonceAt), hashed.AsSpan(bound.Length), all.AsSpan(TextAt, length), all.AsSpan(TextAt + length), bound);
            return Base64Url.EncodeToString(all);
        }

        public override string? Open(string text)
        {
            if (text.Length > MaxLength || !Base64Url.IsValid(text))
            {
                return null;
            }

            var all = Base64Url.DecodeFromChars(text);
            if (all.Length < TextAt + TagBytes || Base64Url.EncodeToString(all) != text)
            {
                return null;
            }

            var day = BinaryPrimitives.ReadUInt16BigEndian(all);
            Span<byte> bound = stackalloc byte[Scope.Length + 2];
            Bind(bound, day);
            var plain = new byte[all.Length - TextAt - TagBytes];
            try
            {
                keys.Cipher.Decrypt(all.AsSpan(NonceAt, TextAt - NonceAt), all.AsSpan(TextAt, plain.Length), all.AsSpan(TextAt + plain.Length), plain, bound);
            }
            catch (AuthenticationTagMismatchException)
            {
                return null;
            }

            return today - day < days ? Encoding.UTF8.GetString(plain) : null;
        }

        private void Bind(Span<byte> bound, ushort day)
        {
            Scope.CopyTo(bound);
            BinaryPrimitives.WriteUInt16BigEndian(bound[Scope.Length..], day);
        }
    }
}
