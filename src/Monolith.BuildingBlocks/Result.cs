using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Monolith.BuildingBlocks;

/// <summary>An answer as a value: either <see cref="Value"/> or the <see cref="Refusal"/> that stands in its place.</summary>
/// <typeparam name="T">What is answered when nothing speaks against it.</typeparam>
public readonly struct Result<T> : IRefusable<Result<T>>
{
    private readonly T? value;

    private Result(T? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    /// <summary>Why there is no value; null when there is one.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The answer is a refusal, which the caller did not look at.</exception>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused with {Refusal.Code}; there is no value.");

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    /// <summary>The value as an answer.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>The refusal as an answer.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    /// <inheritdoc/>
    public static Result<T> Refused(Refusal refusal) => new(default, refusal);

    /// <inheritdoc/>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(Value);

    /// <inheritdoc/>
    public static Result<T> OfJson(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json)!;
}

/// <summary>What the pipeline needs to know of an answer without knowing its value.</summary>
/// <typeparam name="TSelf">The answer's own type.</typeparam>
public interface IRefusable<TSelf>
    where TSelf : IRefusable<TSelf>
{
    /// <summary>Why there is no value; null when there is one.</summary>
    Refusal? Refusal { get; }

    /// <summary>An answer that is this refusal.</summary>
    static abstract TSelf Refused(Refusal refusal);

    /// <summary>The value as JSON in UTF-8, to be given again.</summary>
    byte[] ToJson();

    /// <summary>An answer from what <see cref="ToJson"/> wrote.</summary>
    static abstract TSelf OfJson(ReadOnlySpan<byte> json);
}
