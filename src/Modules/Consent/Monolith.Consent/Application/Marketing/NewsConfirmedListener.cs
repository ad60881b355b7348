using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Marketing;

/// <summary>Records the consent of somebody without an account who confirmed that they want news (AP-35), with its receipt.</summary>
internal sealed class NewsConfirmedListener(ConsentDbContext db, ConsentLedger ledger, ConsentQuestions questions) : IListener<NewsConfirmed>
{
    public async Task HandleAsync(NewsConfirmed told, CancellationToken cancellationToken)
    {
        var key = new ConsentKey(told.SubscriberId, ConsentPurpose.Marketing);
        if (await ledger.LastAsync(key, cancellationToken) is null)
        {
            await ledger.AddAsync(
                ConsentRecord.Grant(key, null, AffirmativeAct.Click, questions.Find(ConsentPurpose.Marketing)!.WordingVersion, told.ConfirmedAt), null, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
