using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Domain;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Registering;

/// <summary>What a service that does not refuse minors outright asks for.</summary>
public sealed class MinorsTests(AlopalFixture accounts) : IClassFixture<AlopalFixture>
{
    [Theory]
    [Clause("AP-85")]
    [InlineData(17, true)]
    [InlineData(18, false)]
    public async Task A_minor_needs_a_parent_first(int age, bool needsParent)
    {
        var born = DateOnly.FromDateTime(accounts.Clock.GetUtcNow().UtcDateTime).AddYears(-age);
        FieldValue[] names = [new("firstName", "Asha"), new("lastName", "Rao")];

        var answer = await accounts.Send(AccountsFixture.Form(accounts.FreshEmail()) with { Name = null, Phone = null, Age = null, DateOfBirth = born, Fields = names });

        Assert.Equal(needsParent ? typeof(ParentalConsentRequired) : null, answer.Refusal?.GetType());
    }
}
