namespace Monolith.Consent.Application.Tracking;

/// <summary>The way to the vendors of analytics and advertising that the operator named.</summary>
internal interface IVendorLine
{
    /// <summary>The vendors that can be reached, by their names in the register of processors.</summary>
    IReadOnlySet<string> Vendors { get; }

    /// <summary>Tells a vendor. Whatever goes wrong, time included, is an exception.</summary>
    Task TellAsync(string vendor, ToldEvent told, CancellationToken cancellationToken);
}

/// <summary>All that a vendor is ever told: a closed list, without a word that anybody wrote (O7-4.13).</summary>
/// <param name="Id">The same at every try, so that the vendor can tell a repetition.</param>
/// <param name="Event">What happened: VISIT.</param>
/// <param name="Person">A pseudonym that differs for each vendor and changes every week.</param>
/// <param name="Hour">The hour it happened in, UTC.</param>
internal sealed record ToldEvent(string Id, string Event, string Person, DateTime Hour);

/// <summary>The vendors and where they take events.</summary>
/// <param name="Addresses">Name of a processor to an https address.</param>
internal sealed record VendorAddresses(IReadOnlyDictionary<string, Uri> Addresses);
