using System.Security.Cryptography;
using System.Text;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;

namespace Monolith.Consent.Application.Tracking;

/// <summary>Which form of a page or feature somebody is shown.</summary>
internal enum Variant
{
    /// <summary>The form that everybody has.</summary>
    Control,

    /// <summary>The form that is tried.</summary>
    Trial,
}

/// <summary>The form of an experiment for whoever asks.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Variant">The form. Half of those who take part have each, always the same.</param>
/// <param name="TakesPart">Whether they are counted at all: not without accepting every category of third parties.</param>
internal sealed record ExperimentView(string Experiment, Variant Variant, bool TakesPart);

/// <summary>
/// The form of an experiment for whoever asks. Who refused tracking has the control and is not counted; nothing is stored either way, the form
/// follows from the token or account (O7-1.22, C-48). Refused with FEATURE_DISABLED where there are no experiments.
/// </summary>
/// <param name="Experiment">Its name.</param>
/// <param name="Visitor">The token that <c>setCookieChoices</c> answered to somebody who is not signed in.</param>
[Query, AllowAnyone]
internal sealed record ExperimentVariant(string Experiment, string? Visitor = null) : IQuery<ExperimentView>;

internal sealed class ExperimentVariantHandler(ConsentPolicy policy, TrackingChoices choices, ICurrentUser user) : IQueryHandler<ExperimentVariant, ExperimentView>
{
    public async Task<Result<ExperimentView>> Handle(ExperimentVariant query, CancellationToken cancellationToken)
    {
        if (!policy.Experiments)
        {
            return new FeatureDisabled("An experiment") { Rule = "experiments (C-48)" };
        }

        var choice = await choices.OfAsync(query.Visitor, cancellationToken);
        if (!choice.IsKnown || policy.Cookies.Categories.Any(c => c.Party is CookieParty.Third && !choice.Allows(c)))
        {
            return new ExperimentView(query.Experiment, Variant.Control, TakesPart: false);
        }

        var person = user.Role is Role.Visitor ? query.Visitor : user.Id.ToString();
        var lot = SHA256.HashData(Encoding.UTF8.GetBytes($"{query.Experiment}|{person}"))[0];
        return new ExperimentView(query.Experiment, lot % 2 == 0 ? Variant.Control : Variant.Trial, TakesPart: true);
    }
}
