using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Tools.Mailing;

/// <summary>A plain mail, checked so that no part of it can become a header or a command.</summary>
internal sealed partial class Mail
{
    private const int MostRecipients = 20;
    private const int LongestSubject = 500;
    private const int LongestBody = 200_000;

    private Mail(string from, IReadOnlyList<string> to, string subject, string body) => (From, To, Subject, Body) = (from, to, subject, body);

    /// <summary>The sender's address.</summary>
    public string From { get; }

    /// <summary>The receivers' addresses.</summary>
    public IReadOnlyList<string> To { get; }

    /// <summary>What it is about.</summary>
    public string Subject { get; }

    /// <summary>Its text.</summary>
    public string Body { get; }

    /// <summary>Checks a mail.</summary>
    /// <param name="from">The sender's address.</param>
    /// <param name="to">The receivers' addresses, with commas or semicolons between.</param>
    /// <param name="subject">What it is about, on one line.</param>
    /// <param name="body">Its text.</param>
    /// <param name="allowed">The addresses (<c>a@example.com</c>) and domains (<c>example.com</c>) it may go to; empty for all.</param>
    /// <exception cref="NodeException">A part of it is not allowed.</exception>
    public static Mail Of(string from, string to, string subject, string body, IReadOnlyList<string> allowed)
    {
        var receivers = to.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (!IsAddress(from.Trim())) throw BadAddress(from);
        if (receivers.Count is 0 or > MostRecipients) throw Count();
        foreach (var receiver in receivers)
        {
            if (!IsAddress(receiver)) throw BadAddress(receiver);
            if (allowed.Count > 0 && !allowed.Any(entry => IsAllowed(receiver, entry.Trim()))) throw NotAllowed(receiver);
        }

        // A line break would begin another header.
        if (subject.Length > LongestSubject || subject.Any(char.IsControl)) throw BadSubject();
        if (body.Length > LongestBody) throw TooLong();
        return new Mail(from.Trim(), receivers, subject, body);
    }

    /// <summary>The message as it is sent (RFC 5322, RFC 2045 and 2047), its lines ended by CR LF.</summary>
    /// <param name="time">When it is sent.</param>
    public string Write(DateTimeOffset time)
    {
        var message = new StringBuilder();
        Line($"From: <{From}>");
        Line($"To: {string.Join(", ", To.Select(receiver => $"<{receiver}>"))}");
        Line($"Subject: {Encoded(Subject)}");
        Line($"Date: {time.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} {time.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal)}");
        Line($"Message-ID: <{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}@{From[(From.IndexOf('@', StringComparison.Ordinal) + 1)..]}>");
        Line("MIME-Version: 1.0");
        Line("Content-Type: text/plain; charset=utf-8");
        Line("Content-Transfer-Encoding: base64");
        Line("");

        // In Base64 no line of it is a command, and none is too long.
        var body = Body.ReplaceLineEndings("\r\n");
        foreach (var line in Convert.ToBase64String(Encoding.UTF8.GetBytes(body)).Chunk(76)) Line(new string(line));
        return message.ToString();

        void Line(string line) => message.Append(line).Append("\r\n");
    }

    /// <summary>Whether a text is an address of the plain form.</summary>
    public static bool IsAddress(string text) => text.Length <= 254 && AddressForm().IsMatch(text);

    private static bool IsAllowed(string receiver, string entry) => entry.Contains('@', StringComparison.Ordinal) && !entry.StartsWith('@')
        ? receiver.Equals(entry, StringComparison.OrdinalIgnoreCase)
        : receiver.EndsWith($"@{entry.TrimStart('@')}", StringComparison.OrdinalIgnoreCase);

    // Words of at most 75 characters, cut between letters.
    private static string Encoded(string subject)
    {
        if (subject.Length <= 60 && subject.All(letter => letter is >= ' ' and < '\x7F') && !subject.Contains("=?", StringComparison.Ordinal)) return subject;
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in subject.EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(word.ToString()) + rune.Utf8SequenceLength > 42) Flush();
            word.Append(rune.ToString());
        }

        Flush();
        return string.Join("\r\n ", words);

        void Flush()
        {
            if (word.Length > 0) words.Add($"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(word.ToString()))}?=");
            word.Clear();
        }
    }

    private static NodeException BadAddress(string address)
    {
        var shown = Mcp.ToolWords.Clean(address, 100);
        return new NodeException("email.bad-address", LocalText.Of($"\"{shown}\" is not a mail address such as ann@example.com.", $"\"{shown}\"은(는) ann@example.com 같은 메일 주소가 아닙니다."), FaultKind.Input);
    }

    private static NodeException Count() => new("email.recipients", LocalText.Of($"A mail goes to 1 to {MostRecipients} addresses.", $"메일은 주소 1~{MostRecipients}개로 보낼 수 있습니다."), FaultKind.Input);

    private static NodeException NotAllowed(string receiver) => new("email.not-allowed", LocalText.Of(
        $"Mails to \"{receiver}\" are not allowed. Add the address or its domain to \"Allowed recipients\" of the node.",
        $"\"{receiver}\"(으)로는 보낼 수 없습니다. 노드의 \"허용할 수신자\"에 주소나 도메인을 추가하세요."), FaultKind.Input);

    private static NodeException BadSubject() => new("email.bad-subject", LocalText.Of(
        $"The subject must be one line of at most {LongestSubject} characters.", $"제목은 {LongestSubject}자 이하의 한 줄이어야 합니다."), FaultKind.Input);

    private static NodeException TooLong() => new("email.too-long", LocalText.Of(
        $"The text has more than {LongestBody} characters.", $"본문이 {LongestBody}자를 넘습니다."), FaultKind.Input);

    [GeneratedRegex("^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]\\z", RegexOptions.CultureInvariant)]
    private static partial Regex AddressForm();
}
