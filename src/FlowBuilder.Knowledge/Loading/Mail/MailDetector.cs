namespace FlowBuilder.Knowledge.Loading.Mail;

/// <summary>Tells mails from other texts by the header fields that they begin with.</summary>
internal static class MailDetector
{
    private static readonly HashSet<string> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "To", "Cc", "Date", "Subject", "MIME-Version", "Message-ID", "Received", "Return-Path", "Delivered-To", "Content-Type", "Reply-To", "Sender", "DKIM-Signature",
    };

    private static readonly HashSet<string> OfTransport = new(StringComparer.OrdinalIgnoreCase) { "MIME-Version", "Message-ID", "Received", "Return-Path", "DKIM-Signature" };

    /// <summary>Whether a file is a mail. Under another name, only if it shows that it has travelled: a memo has a subject and a date too.</summary>
    public static bool IsMail(FileToLoad file, string mediaType)
    {
        var content = file.Content.Span[MimeHeaders.StartOf(file.Content.Span)..];
        if (content.StartsWith("<"u8) || content.StartsWith("{"u8)) return false;
        var names = MimeHeaders.Read(content, out _).Names.Where(Fields.Contains).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var isPromised = Path.GetExtension(file.Name).Equals(".eml", StringComparison.OrdinalIgnoreCase)
            || mediaType.StartsWith("message/rfc822", StringComparison.OrdinalIgnoreCase);
        return isPromised ? names.Count > 0 : names.Count >= 4 && names.Contains("From", StringComparer.OrdinalIgnoreCase) && names.Any(OfTransport.Contains);
    }
}
