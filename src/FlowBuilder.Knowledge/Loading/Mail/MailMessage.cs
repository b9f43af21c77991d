using System.Collections.Immutable;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Knowledge.Loading.Mail;

/// <summary>A mail as read.</summary>
/// <param name="Part">Its header fields and its text.</param>
/// <param name="Attachments">The files attached to it, in order.</param>
internal sealed record MailMessage(LoadedPart Part, ImmutableArray<FileValue> Attachments);
