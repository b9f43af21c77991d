using System.Text.Json;
using FlowBuilder.Core.Privacy;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Guards.Masking;

/// <summary>Finds personal data in a live text.</summary>
/// <param name="kinds">What to look for.</param>
/// <param name="style">What stands in its place.</param>
/// <param name="vault">Keeps what placeholders stand for.</param>
internal sealed class PersonalDataGuard(IReadOnlyCollection<PersonalDataKind> kinds, MaskStyle style, PlaceholderVault vault) : ITextGuard
{
    private readonly PersonalDataScanner _scanner = new(kinds);

    /// <inheritdoc/>
    public IEnumerable<GuardPiece> Append(string chunk) => _scanner.Append(chunk).Select(Piece);

    /// <inheritdoc/>
    public IEnumerable<GuardPiece> End() => _scanner.End().Select(Piece);

    /// <summary>A whole text, masked.</summary>
    public static string Mask(string text, IReadOnlyCollection<PersonalDataKind> kinds, MaskStyle style, PlaceholderVault vault)
    {
        var guard = new PersonalDataGuard(kinds, style, vault);
        return string.Concat(guard.Append(text).Concat(guard.End()).Select(piece => piece.Masked));
    }

    private GuardPiece Piece(PersonalDataPiece piece) => piece.Kind is { } kind
        ? new GuardPiece(piece.Text, Masked(piece.Text, kind), [new GuardFinding(JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()), ReasonOf(kind))])
        : GuardPiece.Clean(piece.Text);

    private string Masked(string text, PersonalDataKind kind) => style switch
    {
        MaskStyle.Kind => $"[{PlaceholderNames.Of(kind)}]",
        MaskStyle.Stars => string.Concat(text.Select(letter => char.IsLetterOrDigit(letter) ? '*' : letter)),
        _ => vault.Hide(kind, text),
    };

    private static LocalText ReasonOf(PersonalDataKind kind) => kind switch
    {
        PersonalDataKind.Email => LocalText.Of("e-mail address", "이메일 주소"),
        PersonalDataKind.Iban => LocalText.Of("bank account (IBAN)", "국제 계좌 번호(IBAN)"),
        PersonalDataKind.CardNumber => LocalText.Of("card number", "카드 번호"),
        PersonalDataKind.ResidentNumber => LocalText.Of("Korean resident number", "주민등록번호"),
        PersonalDataKind.BusinessNumber => LocalText.Of("Korean business number", "사업자등록번호"),
        PersonalDataKind.Phone => LocalText.Of("phone number", "전화번호"),
        PersonalDataKind.IpAddress => LocalText.Of("IP address", "IP 주소"),
        _ => LocalText.Of("passport number", "여권 번호"),
    };
}
