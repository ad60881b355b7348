using System.Security.Cryptography;
using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;
using Npgsql;

namespace Monolith.BuildingBlocks.Messaging;

/// <summary>
/// Last before the handler of a command: one effect for one idempotency key, one transaction for state, outbox, audit and stored answer,
/// and refusals for broken constraints.
/// </summary>
internal sealed class CommandBehaviour<TRequest, TResponse>(
    RequestScope scope, UnitOfWork work, IVault vault, TimeProvider clock, IServiceProvider services, IEnumerable<ModuleRegistration> modules)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, ICommand
    where TResponse : IRefusable<TResponse>
{
    private const int MostTurns = 4;
    private static readonly bool IsIdempotent = typeof(TRequest).IsDefined(typeof(IdempotentAttribute), false);
    private static readonly string Operation = typeof(TRequest).Name;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var module = modules.FirstOrDefault(m => m.Assembly == typeof(TRequest).Assembly);
        if (module is null || !IsIdempotent || scope.IdempotencyKey is not { } key)
        {
            return await RunAsync(module, next, null, cancellationToken);
        }

        if (key.Length is 0 or > 255)
        {
            throw new RejectedException("BAD_USER_INPUT", "An idempotency key has 1 to 255 characters.");
        }

        var db = (ModuleDbContext)services.GetRequiredService(module.Context);
        var attempt = new Attempt(db, key, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request)));
        if (await EarlierAsync(attempt, cancellationToken) is { } earlier)
        {
            return earlier.Answer;
        }

        var answer = await RunAsync(module, next, attempt, cancellationToken);

        // Whoever loses a race against the same key sees the winner's answer, not the conflict it caused.
        return answer.Refusal is null ? answer : await EarlierAsync(attempt, cancellationToken) is { } twin ? twin.Answer : answer;
    }

    // Who loses a race against others decides again on what they left; only who holds an outdated version in hand is told (R26).
    private async Task<TResponse> RunAsync(ModuleRegistration? module, RequestHandlerDelegate<TResponse> next, Attempt? attempt, CancellationToken cancellationToken)
    {
        for (var turn = 1; ; turn++)
        {
            var (answer, lost) = await RunOnceAsync(module, next, attempt, turn == MostTurns, cancellationToken);
            if (!lost || turn == MostTurns)
            {
                return answer;
            }
        }
    }

    private async Task<(TResponse Answer, bool LostRace)> RunOnceAsync(
        ModuleRegistration? module, RequestHandlerDelegate<TResponse> next, Attempt? attempt, bool isLastTurn, CancellationToken cancellationToken)
    {
        work.EndsWithSave = false;
        try
        {
            var answer = await next();
            if (answer.Refusal is not null)
            {
                await work.RollbackAsync();
                return (answer, false);
            }

            if (attempt is not null)
            {
                await RememberAsync(attempt, answer, cancellationToken);
            }

            await work.CommitAsync(cancellationToken);
            return (answer, false);
        }
        catch (ConstraintException broken) when (module is not null && RefusalFor(module, broken) is { } refusal)
        {
            await work.RollbackAsync();
            return (TResponse.Refused(refusal), refusal is Conflict && !IsKey(broken));
        }
        catch (Exception lost) when (lost is DbUpdateConcurrencyException || (!isLastTurn && (lost is ConstraintException || IsDeadlock(lost))))
        {
            await work.RollbackAsync();
            return (TResponse.Refused(new Conflict()), true);
        }
    }

    // PostgreSQL ends one of two transactions that wait for each other, or that could not have run one after the other.
    private static bool IsDeadlock(Exception? failure) =>
        failure is not null && (failure is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure } || IsDeadlock(failure.InnerException));

    private static bool IsKey(ConstraintException broken) => broken.Constraint.Contains("idempotency", StringComparison.OrdinalIgnoreCase);

    private static Refusal? RefusalFor(ModuleRegistration module, ConstraintException broken) =>
        module.Conflicts.TryGetValue(broken.Constraint, out var make) ? make() : IsKey(broken) ? new Conflict() : null;

    private string Place(string key) => $"idempotency|{scope.Id}|{Operation}|{key}";

    private async Task<Earlier?> EarlierAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var record = await attempt.Db.Idempotency.AsNoTracking()
            .SingleOrDefaultAsync(r => r.ActorId == scope.Id && r.Operation == Operation && r.Key == attempt.Key, cancellationToken);
        if (record is null)
        {
            return null;
        }

        if (!CryptographicOperations.FixedTimeEquals(record.Fingerprint, attempt.Fingerprint))
        {
            return new Earlier(TResponse.Refused(new KeyReused()));
        }

        var subject = scope.Id == Guid.Empty ? (Guid?)null : scope.Id;
        var answer = await vault.OpenBytesAsync(subject, DataClass.Identity, Place(attempt.Key), record.Answer, cancellationToken);
        return new Earlier(TResponse.OfJson(answer));
    }

    private async Task RememberAsync(Attempt attempt, TResponse answer, CancellationToken cancellationToken)
    {
        var subject = scope.Id == Guid.Empty ? (Guid?)null : scope.Id;
        attempt.Db.Idempotency.Add(new IdempotencyRecord
        {
            ActorId = scope.Id,
            Operation = Operation,
            Key = attempt.Key,
            Fingerprint = attempt.Fingerprint,
            Answer = await vault.SealBytesAsync(subject, DataClass.Identity, Place(attempt.Key), answer.ToJson(), cancellationToken),
            HappenedAt = clock.GetUtcNow().UtcDateTime,
        });
        await attempt.Db.SaveChangesAsync(cancellationToken);
    }

    private sealed record Earlier(TResponse Answer);

    private sealed record Attempt(ModuleDbContext Db, string Key, byte[] Fingerprint);
}
