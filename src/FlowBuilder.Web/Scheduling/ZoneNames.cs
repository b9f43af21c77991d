using System.Globalization;

namespace FlowBuilder.Web.Scheduling;

/// <summary>What people call time zones: by their city.</summary>
internal static class ZoneNames
{
    // Those whose Korean name everybody knows; others keep the name that the database has.
    private static readonly Dictionary<string, string> Korean = new(StringComparer.Ordinal)
    {
        ["Asia/Seoul"] = "서울",
        ["Asia/Tokyo"] = "도쿄",
        ["Asia/Shanghai"] = "상하이",
        ["Asia/Hong_Kong"] = "홍콩",
        ["Asia/Taipei"] = "타이베이",
        ["Asia/Singapore"] = "싱가포르",
        ["Asia/Bangkok"] = "방콕",
        ["Asia/Dubai"] = "두바이",
        ["Australia/Sydney"] = "시드니",
        ["Europe/Berlin"] = "베를린",
        ["Europe/London"] = "런던",
        ["Europe/Paris"] = "파리",
        ["Europe/Madrid"] = "마드리드",
        ["Europe/Rome"] = "로마",
        ["Europe/Moscow"] = "모스크바",
        ["America/New_York"] = "뉴욕",
        ["America/Chicago"] = "시카고",
        ["America/Los_Angeles"] = "로스앤젤레스",
        ["America/Toronto"] = "토론토",
        ["America/Sao_Paulo"] = "상파울루",
    };

    /// <summary>The name of a time zone in the language of the page.</summary>
    /// <param name="id">Its IANA id.</param>
    public static string Of(string id)
    {
        if (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ko" && Korean.TryGetValue(id, out var name)) return name;
        return id[(id.LastIndexOf('/') + 1)..].Replace('_', ' ');
    }
}
