using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Privacy;

/// <summary>What can be found and masked of a person in a text. Where two finds overlap, the earlier of these wins.</summary>
public enum PersonalDataKind
{
    /// <summary>An e-mail address.</summary>
    [Text("en", "E-mail addresses")]
    [Text("ko", "이메일 주소")]
    Email,

    /// <summary>An account number in the international form (ISO 13616), with its country's length and its check digits.</summary>
    [Text("en", "Bank accounts (IBAN)")]
    [Text("ko", "국제 계좌 번호(IBAN)")]
    Iban,

    /// <summary>The number of a payment card: a known issuer's length and grouping, and the Luhn check digit.</summary>
    [Text("en", "Card numbers")]
    [Text("ko", "카드 번호")]
    CardNumber,

    /// <summary>A Korean resident or alien registration number: a date that is one, and the check digit unless it may be of October 2020 or later.</summary>
    [Text("en", "Korean resident numbers")]
    [Text("ko", "주민등록번호·외국인등록번호")]
    ResidentNumber,

    /// <summary>A Korean business registration number (000-00-00000) with its check digit.</summary>
    [Text("en", "Korean business numbers")]
    [Text("ko", "사업자등록번호")]
    BusinessNumber,

    /// <summary>A telephone number: Korean, with a country's code (+…), or written in groups as in North America or after a 0.</summary>
    [Text("en", "Phone numbers")]
    [Text("ko", "전화번호")]
    Phone,

    /// <summary>An address of the Internet Protocol, version 4 or 6.</summary>
    [Text("en", "IP addresses")]
    [Text("ko", "IP 주소")]
    IpAddress,

    /// <summary>A number in the form of Korean passports, or any that follows the word passport or 여권.</summary>
    [Text("en", "Passport numbers")]
    [Text("ko", "여권 번호")]
    Passport,
}
