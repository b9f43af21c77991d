using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Privacy;

namespace FlowBuilder.Nodes.Guards.Masking;

/// <summary>What of a person is looked for, and what is done with it.</summary>
public sealed record MaskSettings
{
    /// <summary>What is done.</summary>
    [Field(OnCard = true)]
    [Text("en", "When found", "What is done when personal data is found.")]
    [Text("ko", "발견하면", "개인정보를 발견했을 때 어떻게 할지 정합니다.")]
    public GuardAction Action { get; init; }

    /// <summary>What stands in its place.</summary>
    [Field(OnCard = true, VisibleWhen = nameof(Action), VisibleValues = "mask")]
    [Text("en", "Replace with", "Placeholders are turned back by a \"Restore personal data\" node of the same run.")]
    [Text("ko", "대신 넣을 것", "자리표시자는 같은 실행의 \"개인정보 되돌리기\" 노드가 원래 값으로 되돌립니다.")]
    public MaskStyle Style { get; init; }

    /// <summary>Whether e-mail addresses are looked for.</summary>
    [Text("en", "E-mail addresses", "Such as kim@example.com.")]
    [Text("ko", "이메일 주소", "kim@example.com 같은 주소입니다.")]
    public bool Email { get; init; } = true;

    /// <summary>Whether phone numbers are looked for.</summary>
    [Text("en", "Phone numbers", "Korean, with a country's code, or in the usual groups.")]
    [Text("ko", "전화번호", "한국 번호, 국가 번호가 붙은 번호, 흔한 방식으로 끊어 쓴 번호입니다.")]
    public bool Phone { get; init; } = true;

    /// <summary>Whether card numbers are looked for.</summary>
    [Text("en", "Card numbers", "Numbers of payment cards whose check digit is right.")]
    [Text("ko", "카드 번호", "검증 숫자가 맞는 결제 카드 번호입니다.")]
    public bool CardNumber { get; init; } = true;

    /// <summary>Whether IBANs are looked for.</summary>
    [Text("en", "Bank accounts (IBAN)", "International account numbers whose check digits are right.")]
    [Text("ko", "국제 계좌 번호(IBAN)", "검증 숫자가 맞는 국제 계좌 번호입니다.")]
    public bool Iban { get; init; } = true;

    /// <summary>Whether Korean resident registration numbers are looked for.</summary>
    [Text("en", "Korean resident numbers", "Numbers of residents and foreigners with a real date and, where it has one, the right check digit.")]
    [Text("ko", "주민등록번호", "날짜가 맞고, 검증 숫자가 있으면 그것도 맞는 주민등록번호와 외국인등록번호입니다.")]
    public bool ResidentNumber { get; init; } = true;

    /// <summary>Whether Korean business registration numbers are looked for.</summary>
    [Text("en", "Korean business numbers", "Business registration numbers whose check digit is right.")]
    [Text("ko", "사업자등록번호", "검증 숫자가 맞는 사업자등록번호입니다.")]
    public bool BusinessNumber { get; init; } = true;

    /// <summary>Whether passport numbers are looked for.</summary>
    [Text("en", "Passport numbers", "In the form of Korean passports, or any after the word passport.")]
    [Text("ko", "여권 번호", "한국 여권 번호나 \"여권\"이라는 말 뒤에 오는 번호입니다.")]
    public bool Passport { get; init; } = true;

    /// <summary>Whether addresses of the Internet Protocol are looked for.</summary>
    [Text("en", "IP addresses", "Version 4 and 6.")]
    [Text("ko", "IP 주소", "버전 4와 6의 주소입니다.")]
    public bool IpAddress { get; init; } = true;

    internal IReadOnlyList<PersonalDataKind> Kinds =>
    [
        .. new[]
        {
            (Email, PersonalDataKind.Email), (Iban, PersonalDataKind.Iban), (CardNumber, PersonalDataKind.CardNumber),
            (ResidentNumber, PersonalDataKind.ResidentNumber), (BusinessNumber, PersonalDataKind.BusinessNumber),
            (Phone, PersonalDataKind.Phone), (IpAddress, PersonalDataKind.IpAddress), (Passport, PersonalDataKind.Passport),
        }.Where(kind => kind.Item1).Select(kind => kind.Item2),
    ];
}
