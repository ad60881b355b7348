using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Serialization;

namespace Monolith.BuildingBlocks;

/// <summary>
/// A business refusal: expected, explained, and without any change of state. Its code is its type's name in upper snake case
/// (<c>SlotTaken</c> is <c>SLOT_TAKEN</c>), so that codes are unique by construction and the graph can list them all.
/// </summary>
/// <param name="Message">One sentence for the person who asked; never another person's data.</param>
/// <param name="Field">The input field that broke the rule, in camelCase with dots; null when it is not about one field.</param>
public abstract record Refusal(string Message, string? Field = null)
{
    private static readonly ConcurrentDictionary<Type, string> Codes = new();

    /// <summary>The stable code that programs compare.</summary>
    [JsonIgnore]
    public string Code => CodeOf(GetType());

    /// <summary>The rule that refused, with its setting; null when the code says it all. The access gate always names one.</summary>
    public string? Rule { get; init; }

    /// <summary>Which version of the rule: of the settings it stands in, unless it has one of its own; null when no gate was asked.</summary>
    public string? RuleVersion { get; init; }

    /// <summary>The code of a refusal type.</summary>
    public static string CodeOf(Type type) => Codes.GetOrAdd(type, static t => UpperSnake(t.Name));

    private static string UpperSnake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]))
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(name[i]));
        }

        return text.ToString();
    }
}

/// <summary>The caller may not know whether this exists, or has no task that needs it (need to know).</summary>
public sealed record NeedToKnow(string? Explanation = null) : Refusal(Explanation ?? "Your role and assignments give you no access to this person's data.");

/// <summary>A required field is missing or malformed.</summary>
public sealed record FieldRequired(string Name, string Explanation) : Refusal(Explanation, Name);

/// <summary>A text or reason is missing.</summary>
public sealed record ReasonRequired(string Name) : Refusal("Say it in words.", Name);

/// <summary>The service of this policy profile does not have this feature.</summary>
public sealed record FeatureDisabled(string Feature) : Refusal($"{Feature} is not part of this service.");

/// <summary>Somebody changed the object since the caller read it.</summary>
public sealed record Conflict() : Refusal("This was changed by somebody else since you read it. Read it again and repeat your change.");

/// <summary>The idempotency key was used before with other input.</summary>
public sealed record KeyReused() : Refusal("This idempotency key was used before with different input.", "idempotencyKey");

/// <summary>The act needs proof given in the last five minutes (R40).</summary>
public sealed record ReauthRequired() : Refusal("Prove again that it is you: see proveIdentity.");

/// <summary>Too many tries, for this account, from this address, or all over.</summary>
/// <param name="RetryAt">When to try again, UTC.</param>
public sealed record RateLimited(DateTime RetryAt) : Refusal($"Too many tries. Try again at {RetryAt:yyyy-MM-dd'T'HH:mm:ss'Z'}.");

/// <summary>What two people decide is not decided by one (R43).</summary>
public sealed record AnotherPersonRequired() : Refusal("You asked for it; somebody else has to confirm it.");

/// <summary>The act does not fit the state the object is in.</summary>
public sealed record IllegalState(string Explanation) : Refusal(Explanation);

/// <summary>No service before the documents in force are accepted (CA-15.3).</summary>
public sealed record PolicyAcceptanceRequired() : Refusal("Accept the documents in force first: see policyDocument and acceptPolicy.");

/// <summary>An explicit consent was never given (CA-12.2, CA-12.3).</summary>
public sealed record ConsentRequired(string? Explanation = null, string? Name = null) : Refusal(Explanation ?? "This needs a consent that was not given: see purposes and grantConsent.", Name);

/// <summary>The consent this rests on was taken back (CA-7.5, CA-12.4).</summary>
public sealed record ConsentWithdrawn() : Refusal("The consent this rests on was taken back; nothing new is recorded or used.");

/// <summary>The data would be processed abroad and the person did not agree to that (CA-9.3, AP-148).</summary>
public sealed record TransferConsentRequired() : Refusal("The processor works abroad, and the person did not consent to that.");

/// <summary>No outside processor of this kind is bound by an agreement and a valid assessment (CA-3.13, CA-3.14, CA-3.18).</summary>
public sealed record ProcessorNotBound(string Kind) : Refusal($"No {Kind} processor is bound by an agreement and a valid assessment, so nothing may be shared.");
