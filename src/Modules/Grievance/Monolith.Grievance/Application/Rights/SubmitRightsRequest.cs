using Monolith.Accounts.Contracts;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Grievance.Domain;
using Monolith.Grievance.Infrastructure;

namespace Monolith.Grievance.Application.Rights;

/// <summary>
/// Asks for something about one's own data, at any time (CA-7.1, CA-7.3, CA-8.5). The person is sent a code for <c>verifyRequester</c>. A kind
/// that the service does not list is handled as OTHER. Refused with REAUTH_REQUIRED, FIELD_REQUIRED, NEED_TO_KNOW.
/// </summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Wish">In words.</param>
/// <param name="OnBehalfOfEmail">For staff who enter a request that came by mail: the address of the account (CA-7.6).</param>
[Mutation, AllowSignedIn, Idempotent, FreshProof]
internal sealed record SubmitRightsRequest(RightsKind Kind, string? Wish = null, string? OnBehalfOfEmail = null) : ICommand<RightsRequestView>;

internal sealed class SubmitRightsRequestHandler(
    GrievanceDbContext db, GrievancePolicy policy, IAccountFacts accounts, IAccessGate gate, CaseClock clock, RightsReader reader, ICurrentUser user)
    : ICommandHandler<SubmitRightsRequest, RightsRequestView>
{
    public async Task<Result<RightsRequestView>> Handle(SubmitRightsRequest command, CancellationToken cancellationToken)
    {
        var subject = await SubjectAsync(command.OnBehalfOfEmail, cancellationToken);
        if (subject.Refusal is { } no)
        {
            return no;
        }

        var access = new AccessRequest(subject.Value, DataClass.Case, AccessMode.Write, Purpose.CaseHandling);
        if (await gate.AskAsync(access, cancellationToken) is { } closed)
        {
            return closed;
        }

        var now = clock.Now;
        var request = RightsRequest.Receive(subject.Value, subject.Value == user.Id ? null : user.Id, KindHere(command.Kind), command.Wish ?? "", now);
        if (!policy.Rights.Verification)
        {
            request.Verify(now, clock.OfRights(now));
        }

        db.Requests.Add(request);
        await db.SaveChangesAsync(cancellationToken);
        return await reader.ViewAsync(request, cancellationToken);
    }

    private async Task<Result<Guid>> SubjectAsync(string? onBehalfOf, CancellationToken cancellationToken)
    {
        if (onBehalfOf is null)
        {
            return user.Id;
        }

        if (user.Role is not (Role.GrievanceOfficer or Role.PrivacyOfficer or Role.Support))
        {
            return new NeedToKnow();
        }

        return await accounts.FindByEmailAsync(onBehalfOf, cancellationToken) is { } account
            ? account.AccountId
            : new FieldRequired("onBehalfOfEmail", "No account uses this address.");
    }

    // A copy is how access is given; a service that lists the one does the other.
    private RightsKind KindHere(RightsKind asked) =>
        asked switch
        {
            RightsKind.Copy when IsListed(RightsKind.Access) => RightsKind.Copy,
            RightsKind.Access when IsListed(RightsKind.Copy) => RightsKind.Access,
            _ => IsListed(asked) ? asked : RightsKind.Other,
        };

    private bool IsListed(RightsKind kind) => policy.Rights.Kinds.Contains(RightsKinds.SettingOf(kind));
}

/// <summary>The kinds by the names of the profile.</summary>
internal static class RightsKinds
{
    public static string SettingOf(RightsKind kind) => kind switch
    {
        RightsKind.OptOut => "OPT_OUT",
        RightsKind.ArchivedMails => "ARCHIVED_MAILS",
        _ => kind.ToString().ToUpperInvariant(),
    };
}
