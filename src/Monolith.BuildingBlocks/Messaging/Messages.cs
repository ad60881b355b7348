using MediatR;

namespace Monolith.BuildingBlocks.Messaging;

/// <summary>Asks the system to change something. One command is one mutation and at most one <c>SaveChangesAsync</c>.</summary>
/// <typeparam name="T">The view answered when it happened.</typeparam>
public interface ICommand<T> : IRequest<Result<T>>, ICommand;

/// <summary>Marks commands apart from queries for the pipeline.</summary>
public interface ICommand;

/// <summary>Asks for something and changes nothing.</summary>
/// <typeparam name="T">The view answered.</typeparam>
public interface IQuery<T> : IRequest<Result<T>>;

/// <summary>Carries out one command.</summary>
public interface ICommandHandler<in TCommand, T> : IRequestHandler<TCommand, Result<T>>
    where TCommand : ICommand<T>;

/// <summary>Answers one query; it never saves.</summary>
public interface IQueryHandler<in TQuery, T> : IRequestHandler<TQuery, Result<T>>
    where TQuery : IQuery<T>;

/// <summary>Reacts to an event told by another module: in its own transaction, once.</summary>
/// <typeparam name="TEvent">The event, a record of the telling module's Contracts.</typeparam>
public interface IListener<in TEvent>
{
    /// <summary>Takes the event in. A thrown exception means: try again later, and park the message after the last try.</summary>
    Task HandleAsync(TEvent told, CancellationToken cancellationToken);
}
