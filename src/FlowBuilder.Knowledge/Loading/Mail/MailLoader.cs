using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Knowledge.Loading.Mail;

/// <summary>Reads a mail: who wrote when to whom about what, its text, and the files attached to it.</summary>
/// <remarks>
/// Of a text that is sent both plain and as a page, the plain one is read. Pictures that only adorn a page, and signatures, are no
/// attachments.
/// </remarks>
internal sealed class MailLoader
{
    private readonly FileToLoad _file;
    private readonly CancellationToken _cancellationToken;
    private readonly List<string> _bodies = [];
    private readonly ImmutableArray<FileValue>.Builder _attachments = ImmutableArray.CreateBuilder<FileValue>();

    private MailLoader(FileToLoad file, CancellationToken cancellationToken)
    {
        _file = file;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Reads a mail.</summary>
    /// <exception cref="Core.Faults.NodeException">It is encrypted or over a limit.</exception>
    public static MailMessage Load(FileToLoad file, CancellationToken cancellationToken)
    {
        var loader = new MailLoader(file, cancellationToken);
        var mail = MimeEntity.Read(file, cancellationToken);
        if (IsEncrypted(mail)) throw MailFault.IsEncrypted(file.Name);
        loader.Take(mail);
        var attachments = loader._attachments.ToImmutable();
        var subject = EncodedWords.Decode(mail.Headers["Subject"]);
        return new MailMessage(
            new LoadedPart(loader.TextOf(mail), subject.Length == 0 ? null : subject)
                .With(DocumentMetadata.From, EncodedWords.Decode(mail.Headers["From"]))
                .With(DocumentMetadata.To, EncodedWords.Decode(mail.Headers["To"]))
                .With(DocumentMetadata.Date, DateOf(mail))
                .With(DocumentMetadata.Subject, subject)
                .With(DocumentMetadata.Attachments, string.Join(", ", attachments.Select(attachment => attachment.Name))),
            attachments);
    }

    private static bool IsEncrypted(MimeEntity mail) => mail.Type == "multipart/encrypted"
        || (mail.Type is "application/pkcs7-mime" or "application/x-pkcs7-mime" && mail.ContentType.Parameter("smime-type") != "signed-data");

    private string TextOf(MimeEntity mail)
    {
        var text = new StringBuilder();
        foreach (var name in new[] { "Subject", "From", "To", "Cc", "Date" })
        {
            var value = name == "Date" ? DateOf(mail) : EncodedWords.Decode(mail.Headers[name]);
            if (value.Length > 0) text.Append(name).Append(": ").Append(value).Append('\n');
        }

        foreach (var body in _bodies.Where(body => body.Length > 0)) text.Append('\n').Append(body).Append('\n');
        return text.ToString().Trim();
    }

    private void Take(MimeEntity part)
    {
        if (part.Parts.Count > 0 && part.Type == "multipart/alternative")
        {
            // The richest form comes last and the plainest first.
            var texts = part.Parts.Where(candidate => candidate.Type.StartsWith("text/plain", StringComparison.Ordinal)).ToList();
            var chosen = texts.Find(candidate => BodyOf(candidate).Length > 0) ?? part.Parts[^1];
            Take(chosen);
            foreach (var other in part.Parts.Where(other => other != chosen && IsAttachment(other))) Take(other);
        }
        else if (part.Parts.Count > 0)
        {
            foreach (var inner in part.Parts) Take(inner);
        }
        else if (!IsAttachment(part))
        {
            if (part.Type.StartsWith("text/", StringComparison.Ordinal)) _bodies.Add(BodyOf(part));
        }
        else
        {
            _attachments.Add(new FileValue(NameOf(part), part.Type, part.Content()));
        }
    }

    private static bool IsAttachment(MimeEntity part)
    {
        if (part.Parts.Count > 0 || part.Type.StartsWith("multipart/", StringComparison.Ordinal)) return false;
        if (part.Type is "application/pgp-signature" or "application/pkcs7-signature" or "application/x-pkcs7-signature") return false;
        if (part.Disposition.Value == "attachment" || part.Type == "message/rfc822") return true;
        if (part.Type.StartsWith("image/", StringComparison.Ordinal) && (part.Disposition.Value == "inline" || part.Headers["Content-ID"].Length > 0)) return false;
        return part.FileName is not null || !part.Type.StartsWith("text/", StringComparison.Ordinal);
    }

    private string BodyOf(MimeEntity part)
    {
        var text = MailText.Decode(part.Content().Span, part.ContentType.Parameter("charset"));
        if (part.Type == "text/html") text = HtmlLoader.Load(text, _file.Name, _cancellationToken).Text;
        return text.ReplaceLineEndings("\n").Trim();
    }

    private string NameOf(MimeEntity part)
    {
        // A name may try to lead into a folder.
        var name = Path.GetFileName((part.FileName ?? "").Replace('\\', '/')).Trim();
        if (name.Length > 0) return name;
        var number = (_attachments.Count + 1).ToString(CultureInfo.InvariantCulture);
        return part.Type == "message/rfc822" ? $"mail-{number}.eml" : $"attachment-{number}";
    }

    private static string DateOf(MimeEntity mail) => MailDate.Of(mail.Headers["Date"]);
}
