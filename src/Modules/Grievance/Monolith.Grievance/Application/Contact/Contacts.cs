using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;

namespace Monolith.Grievance.Application.Contact;

/// <summary>The person who answers for complaints (CA-11.1, CA-11.2).</summary>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their e-mail address.</param>
/// <param name="Phone">Their telephone number.</param>
internal sealed record GrievanceOfficerView(string Name, string Email, string Phone);

/// <summary>The published officer for complaints (CA-11.1, CA-11.2).</summary>
[Query("grievanceOfficer"), AllowAnyone]
internal sealed record OfficerForGrievances : IQuery<GrievanceOfficerView>;

internal sealed class OfficerForGrievancesHandler(GrievancePolicy policy) : IQueryHandler<OfficerForGrievances, GrievanceOfficerView>
{
    public Task<Result<GrievanceOfficerView>> Handle(OfficerForGrievances query, CancellationToken cancellationToken) =>
        Task.FromResult<Result<GrievanceOfficerView>>(policy.Grievance.Officer is { } officer
            ? new GrievanceOfficerView(officer.Name, officer.Email, officer.Phone)
            : new FeatureDisabled("A grievance officer"));
}

/// <summary>The ways to reach the provider.</summary>
/// <param name="Email">By e-mail.</param>
/// <param name="Form">By a form on the site.</param>
/// <param name="Link">By a link.</param>
internal sealed record ContactDetailsView(string? Email, string? Form, string? Link);

/// <summary>How to reach the provider for questions, concerns and rights (CA-7.6, CA-15.1).</summary>
[Query, AllowAnyone]
internal sealed record ContactDetails : IQuery<ContactDetailsView>;

internal sealed class ContactDetailsHandler(GrievancePolicy policy) : IQueryHandler<ContactDetails, ContactDetailsView>
{
    public Task<Result<ContactDetailsView>> Handle(ContactDetails query, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ContactDetailsView>>(new ContactDetailsView(policy.Contact.Email, policy.Contact.Form, policy.Contact.Link));
}

/// <summary>An authority that watches over privacy.</summary>
/// <param name="Country">Two letters.</param>
/// <param name="Name">The authority.</param>
internal sealed record SupervisoryAuthorityView(string Country, string Name);

/// <summary>The authorities a person can complain to (G-18); empty where the service names none.</summary>
[Query, AllowAnyone]
internal sealed record SupervisoryAuthorities : IQuery<IReadOnlyList<SupervisoryAuthorityView>>;

internal sealed class SupervisoryAuthoritiesHandler(GrievancePolicy policy) : IQueryHandler<SupervisoryAuthorities, IReadOnlyList<SupervisoryAuthorityView>>
{
    public Task<Result<IReadOnlyList<SupervisoryAuthorityView>>> Handle(SupervisoryAuthorities query, CancellationToken cancellationToken)
    {
        Result<IReadOnlyList<SupervisoryAuthorityView>> answer = policy.Rights.Authorities.OrderBy(a => a.Key, StringComparer.Ordinal)
            .Select(a => new SupervisoryAuthorityView(a.Key, a.Value)).ToList();
        return Task.FromResult(answer);
    }
}
