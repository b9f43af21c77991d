using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Auditing;

namespace FlowBuilder.Web.Accounts;

/// <summary>Writes down who does something, taking who it is from <see cref="Acting"/>.</summary>
internal sealed class AuditTrail(IAuditLog log, TimeProvider time)
{
    /// <summary>Who acts where nobody does: schedules, and what the program does by itself.</summary>
    public const string Program = "program";

    private const int MostLetters = 200;

    /// <summary>Writes down what was done by whoever acts now.</summary>
    /// <param name="action">What, as <c>flow.deleted</c>.</param>
    /// <param name="targetId">The id of what it was done to, or null.</param>
    /// <param name="targetName">What that is called, or null.</param>
    /// <param name="detail">A few words more, or null.</param>
    public ValueTask WriteAsync(string action, string? targetId, string? targetName = null, string? detail = null) =>
        WriteAsync(Acting.Current?.Person, Acting.Current?.Person.Name ?? Program, Acting.Current?.KeyId, Acting.Current?.Address, action, targetId, targetName, detail);

    /// <summary>Writes down what was done by whoever acts now, where it was.</summary>
    /// <param name="isDone">Whether it was.</param>
    /// <param name="action">What, as <c>flow.deleted</c>.</param>
    /// <param name="targetId">The id of what it was done to.</param>
    /// <param name="targetName">What that is called, or null.</param>
    /// <returns>Whether it was.</returns>
    public async ValueTask<bool> WrittenAsync(bool isDone, string action, string targetId, string? targetName)
    {
        if (isDone) await WriteAsync(action, targetId, targetName);
        return isDone;
    }

    /// <summary>Writes down what somebody did, or tried, who is not signed in.</summary>
    /// <param name="actor">The name that was given.</param>
    /// <param name="person">Who it turned out to be; null where that is not known.</param>
    /// <param name="address">Where from.</param>
    /// <param name="action">What, as <c>account.signed-in</c>.</param>
    public ValueTask WriteOfAsync(string actor, Person? person, string? address, string action) =>
        WriteAsync(person, actor, keyId: null, address, action, person?.AccountId, person?.Name, detail: null);

    // What was done is done: that its caller has left meanwhile is no reason not to write it down.
    private ValueTask WriteAsync(Person? person, string actor, string? keyId, string? address, string action, string? targetId, string? targetName, string? detail) =>
        log.AddAsync(
            new AuditEntry
            {
                At = time.GetUtcNow(),
                AccountId = person?.AccountId,
                Actor = Short(actor) ?? "",
                KeyId = keyId,
                Address = address,
                Action = action,
                TargetId = targetId,
                TargetName = Short(targetName),
                Detail = Short(detail),
            },
            CancellationToken.None);

    private static string? Short(string? text) => text is { Length: > MostLetters } ? text[..MostLetters] : text;
}
