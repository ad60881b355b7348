using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;
using Monolith.Grievance.Contracts.Events;

namespace Monolith.Grievance.Domain;

/// <summary>
/// A person's request about their own data: received, verified, decided, carried out. An erasure is done when every module has answered
/// what it erased and what it must keep (CA-8.6, CA-8.7).
/// </summary>
internal sealed class RightsRequest : Entity, IPersonal, ISubmission
{
    /// <summary>Wrong codes after which a request cannot be verified any more.</summary>
    public const int MostTries = 5;

    private readonly List<ModulePart> parts = [];

    private RightsRequest()
    {
    }

    /// <summary>The person.</summary>
    public Guid SubjectId { get; private init; }

    /// <inheritdoc/>
    public Guid GivenBy => SubjectId;

    /// <inheritdoc/>
    public int? PolicyVersion { get; private set; }

    /// <summary>Who entered it on the person's behalf; null when the person did.</summary>
    public Guid? EnteredById { get; private init; }

    /// <summary>What is asked; OTHER where the service does not list the kind .</summary>
    public RightsKind Kind { get; private init; }

    /// <summary>How it stands.</summary>
    public RightsState State { get; private set; }

    /// <summary>What the person wrote.</summary>
    public Sealed<string> Wish { get; private init; } = null!; // The factory or the database sets it.

    /// <summary>Why it was decided so; empty until then.</summary>
    public Sealed<string> Explanation { get; private set; } = null!; // The factory or the database sets it.

    /// <summary>The copy, as JSON; empty unless one was made.</summary>
    public Sealed<string> Copy { get; private set; } = null!; // The factory or the database sets it.

    /// <summary>The receipt, as JSON; empty until an erasure is done.</summary>
    public Sealed<string> Receipt { get; private set; } = null!; // The factory or the database sets it.

    /// <summary>Whether there is a copy.</summary>
    public bool HasCopy { get; private set; }

    /// <summary>Whether there is a receipt.</summary>
    public bool HasReceipt { get; private set; }

    /// <summary>Wrong codes so far.</summary>
    public int FailedTries { get; private set; }

    /// <summary>How many modules answered; every answer is a new version of this.</summary>
    public int AnsweredParts { get; private set; }

    /// <summary>The decision; null until there is one.</summary>
    public RightsDecision? Decision { get; private set; }

    /// <summary>The ground of a refusal, one of the profile's; empty otherwise.</summary>
    public string Ground { get; private set; } = "";

    /// <summary>When it was received, UTC.</summary>
    public DateTime ReceivedAt { get; private init; }

    /// <summary>When the person was proven, UTC.</summary>
    public DateTime? VerifiedAt { get; private set; }

    /// <summary>Until when it must be done, UTC; counted from the verification.</summary>
    public DateTime? DueAt { get; private set; }

    /// <summary>The setting that says so.</summary>
    public string DueRule { get; private set; } = "";

    /// <summary>When it was decided, UTC.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>When it was done, UTC.</summary>
    public DateTime? DoneAt { get; private set; }

    /// <summary>When the case is erased, UTC; null while it is open.</summary>
    public DateTime? KeptUntilAt { get; private set; }

    /// <summary>When an erased person's id was taken out of the audit, UTC.</summary>
    public DateTime? ForgottenInAuditAt { get; private set; }

    /// <summary>What each module answered.</summary>
    public IReadOnlyList<ModulePart> Parts => parts;

    /// <summary>Receives a request; its maker is sent a code.</summary>
    public static RightsRequest Receive(Guid subjectId, Guid? enteredById, RightsKind kind, string wish, DateTime now)
    {
        var request = new RightsRequest
        {
            SubjectId = subjectId,
            EnteredById = enteredById,
            Kind = kind,
            Wish = Sealed.Of(wish),
            Explanation = Sealed.Of(""),
            Copy = Sealed.Of(""),
            Receipt = Sealed.Of(""),
            ReceivedAt = now,
        };
        request.Raise(new RightsRequestReceived(request.Id, subjectId, now));
        return request;
    }

    /// <summary>An erasure that needs no proof and no decision any more; nobody is sent a code.</summary>
    /// <param name="subjectId">The person.</param>
    /// <param name="explanation">Why it is so.</param>
    /// <param name="due">Its clock, for the record.</param>
    /// <param name="now">When.</param>
    public static RightsRequest OrderedErasure(Guid subjectId, string explanation, Deadline due, DateTime now)
    {
        var request = new RightsRequest
        {
            SubjectId = subjectId,
            Kind = RightsKind.Erasure,
            Wish = Sealed.Of(""),
            Explanation = Sealed.Of(""),
            Copy = Sealed.Of(""),
            Receipt = Sealed.Of(""),
            ReceivedAt = now,
        };
        request.Verify(now, due);
        request.Decide(RightsDecision.Approve, "", explanation, now);
        return request;
    }

    /// <summary>Whether a code can still be tried; null when it can.</summary>
    public Refusal? WhyNotVerifiable() =>
        State is not RightsState.AwaitingVerification ? new IllegalState("This request is verified already.")
        : FailedTries >= MostTries ? new IdentityNotVerified("Too many wrong codes. Make a new request.")
        : null;

    /// <summary>The audit no longer names the person (R82), and every module looks once more for rows that were written beside the erasure.</summary>
    public void ForgetInAudit(DateTime now)
    {
        ForgottenInAuditAt = now;
        Raise(new ErasureSettled(Id, SubjectId, now));
    }

    /// <summary>A wrong code.</summary>
    public void CountFailure() => FailedTries++;

    /// <summary>The person is proven; the clock starts (CA-8.7).</summary>
    public void Verify(DateTime now, Deadline due) => (State, VerifiedAt, DueAt, DueRule) = (RightsState.Verified, now, due.DueAt, due.Rule);

    /// <summary>Decides a verified request.</summary>
    public Refusal? Decide(RightsDecision decision, string ground, string explanation, DateTime now)
    {
        if (State is RightsState.AwaitingVerification)
        {
            return new IdentityNotVerified("The person behind this request was not proven yet.");
        }

        if (State is not RightsState.Verified)
        {
            return new IllegalState("This request was decided already.");
        }

        (Decision, Ground, Explanation, DecidedAt) = (decision, ground, Sealed.Of(explanation), now);
        State = decision is RightsDecision.Refuse ? RightsState.Refused : RightsState.Executing;
        return null;
    }

    /// <summary>Orders every module to erase. Grievance's own part is answered with it: its cases are kept for their period.</summary>
    public void OrderErasure(ModulePart own, DateTime now)
    {
        Take(own);
        Raise(new ErasureOrdered(Id, SubjectId, now));
    }

    /// <summary>Takes a module's answer in, once each.</summary>
    /// <returns>Whether all have answered now.</returns>
    public bool Take(ModulePart part)
    {
        if (State is RightsState.Executing && parts.All(p => p.Module != part.Module))
        {
            parts.Add(part);
            AnsweredParts = parts.Count;
        }

        return State is RightsState.Executing && parts.Count == Enum.GetValues<PartOwner>().Length;
    }

    /// <summary>Keeps the receipt of a finished erasure.</summary>
    public void Certify(string receipt) => (Receipt, HasReceipt) = (Sealed.Of(receipt), true);

    /// <summary>Keeps the copy for its owner.</summary>
    public void HandOver(string copy, DateTime now)
    {
        (Copy, HasCopy) = (Sealed.Of(copy), true);
        Raise(new ExportOrdered(Id, SubjectId, now));
    }

    /// <summary>The person's data is stored and not used from now on.</summary>
    public void Restrict(DateTime now)
    {
        State = RightsState.InForce;
        Raise(new RestrictionOrdered(Id, SubjectId, Lifted: false, now));
    }

    /// <summary>The restriction ends.</summary>
    public Refusal? Lift(DateTime now, DateTime keptUntilAt)
    {
        if (State is not RightsState.InForce)
        {
            return new IllegalState("Only a restriction that is in force can be lifted.");
        }

        Raise(new RestrictionOrdered(Id, SubjectId, Lifted: true, now));
        Close(RightsState.Done, now, keptUntilAt);
        return null;
    }

    /// <summary>The owner module of the field corrects it.</summary>
    public void OrderCorrection(DateTime now) => Raise(new CorrectionOrdered(Id, SubjectId, now));

    /// <summary>It is over.</summary>
    public void Close(RightsState state, DateTime now, DateTime keptUntilAt) => (State, DoneAt, KeptUntilAt) = (state, now, keptUntilAt);
}
