namespace FlowBuilder.Core.Privacy;

/// <summary>The words that tell a model what a placeholder stands for; the same in every language, so that no translation changes them.</summary>
public static class PlaceholderNames
{
    /// <summary>The word for a kind.</summary>
    public static string Of(PersonalDataKind kind) => kind switch
    {
        PersonalDataKind.Email => "EMAIL",
        PersonalDataKind.Iban => "ACCOUNT",
        PersonalDataKind.CardNumber => "CARD",
        PersonalDataKind.ResidentNumber => "RESIDENT",
        PersonalDataKind.BusinessNumber => "BUSINESS",
        PersonalDataKind.Phone => "PHONE",
        PersonalDataKind.IpAddress => "IP",
        _ => "PASSPORT",
    };
}
