using Monolith.BuildingBlocks.Graph;

namespace Monolith.Accounts.Tests.Graph;

public sealed class AccountsGraphTests
{
    [Fact]
    public void The_operations_are_in_the_graph_and_the_outbox_only_for_tests()
    {
        var schema = GraphBinding.Build([typeof(AccountsModule).Assembly], testing: false);
        var queries = schema.QueryType!.Fields.Select(f => f.Name).ToHashSet();
        var mutations = schema.MutationType!.Fields.Select(f => f.Name).ToHashSet();
        var inTests = GraphBinding.Build([typeof(AccountsModule).Assembly], testing: true).QueryType!;

        Assert.Superset(
            new HashSet<string>
            {
                "registerClient", "registerTherapist", "verifyEmail", "signIn", "refreshSession", "signOut", "changePassword", "updateProfile",
                "setEmergencyContact", "closeAccount", "inviteStaff", "acceptInvitation", "createFirstAdministrator", "endAccountSession",
            },
            mutations);
        Assert.Superset(new HashSet<string> { "me", "account", "mySessions", "dataHoldings", "accessLog", "auditTrail", "node" }, queries);
        Assert.DoesNotContain("outbox", queries);
        Assert.Contains(inTests.Fields, f => f.Name == "outbox");
    }
}
