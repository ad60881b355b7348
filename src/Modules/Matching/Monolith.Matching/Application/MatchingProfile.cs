using AutoMapper;
using Monolith.Matching.Application.Matches;
using Monolith.Matching.Domain;

namespace Monolith.Matching.Application;

/// <summary>Views that the database itself can fill, because nothing in them is sealed.</summary>
internal sealed class MatchingProfile : Profile
{
    public MatchingProfile() => CreateMap<Match, MatchView>();
}
