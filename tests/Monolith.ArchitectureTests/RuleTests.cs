using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests;

/// <summary>What is true of every rule: it looked, the code keeps it, and it notices what was planted, no more and no less.</summary>
public abstract class RuleTests<TRule>
    where TRule : IRule, new()
{
    private readonly TRule _rule = new();

    /// <summary>Where the planted codebase breaks this rule.</summary>
    protected abstract string[] Planted { get; }

    /// <summary>True for a rule that can only hold of the whole: what one module declares, another may be the one to use.</summary>
    protected virtual bool NeedsEveryModule => false;

    [Fact]
    public void The_code_keeps_it()
    {
        Assert.SkipWhen(NeedsEveryModule && Unbuilt() is not null, $"{Unbuilt()} has no use case.");
        var verdict = _rule.Judge(Codebase.Real);

        Assert.True(verdict.Looked > 0 || Unbuilt() is not null, "The rule found nothing to look at.");
        Assert.SkipWhen(verdict.Looked == 0, $"Nothing to look at while {Unbuilt()} has no use case.");
        Assert.True(verdict.Breaches.Count == 0, string.Join(Environment.NewLine, verdict.Breaches.Prepend(new Breach(typeof(TRule).Name, "is broken"))));
    }

    [Fact]
    public void It_notices_exactly_what_was_planted()
    {
        var verdict = _rule.Judge(Codebase.Planted);

        Assert.NotEmpty(Planted);
        Assert.Equal(Planted.Order(StringComparer.Ordinal), verdict.Breaches.Select(breach => breach.Where).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_says_when_it_had_nothing_to_look_at() => Assert.Equal(0, _rule.Judge(new Codebase()).Looked);

    private static string? Unbuilt() =>
        Codebase.Real.Modules.FirstOrDefault(module => !module.Ring("Application").Any(type => type.Name.EndsWith("Handler", StringComparison.Ordinal)))?.Name;
}
