using System.Text;
using System.Text.RegularExpressions;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Therapy.Domain;

/// <summary>What client and therapist read of a session afterwards (CA-3.10). Its id is the appointment's.</summary>
internal sealed partial class SessionSummary : Entity, IPersonal
{
    private const int MostSentences = 3;
    private const int Longest = 600;

    private SessionSummary()
    {
    }

    public Guid SubjectId => ClientId;

    public Guid ClientId { get; private set; }

    public Guid TherapistId { get; private set; }

    public Sealed<string> Text { get; private set; } = null!; // The factory or the database sets it.

    /// <summary>The revision of the note it was made of.</summary>
    public int OfRevision { get; private set; }

    public DateTime GeneratedAt { get; private set; }

    /// <summary>An empty summary of a session.</summary>
    public static SessionSummary Of(Appointment appointment) => new() { Id = appointment.Id, ClientId = appointment.ClientId, TherapistId = appointment.TherapistId };

    /// <summary>Makes it of a note, inside the platform: the first sentence of each paragraph, three at most. Nothing leaves the process.</summary>
    public string Generate(string note, int revision, DateTime now)
    {
        var text = new StringBuilder();
        foreach (var sentence in Paragraphs().Split(note).Select(p => Sentence().Match(p.Trim()).Value.Trim()).Where(s => s.Length > 0).Take(MostSentences))
        {
            text.Append(text.Length > 0 ? " " : "").Append(sentence);
        }

        var summary = text.Length > Longest ? text.ToString(0, Longest - 1) + "…" : text.ToString();
        (Text, OfRevision, GeneratedAt) = (Sealed.Of(summary), revision, now);
        return summary;
    }

    [GeneratedRegex(@"\r?\n+")]
    private static partial Regex Paragraphs();

    [GeneratedRegex(@"\A.+?(?:[.!?…](?=\s|\z)|\z)", RegexOptions.Singleline)]
    private static partial Regex Sentence();
}
