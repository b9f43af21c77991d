using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>The encodings among which a person may choose where a file's own is not found out rightly.</summary>
public enum FileEncoding
{
    /// <summary>Found out from the bytes.</summary>
    [Text("en", "Detect")]
    [Text("ko", "자동 감지")]
    Auto,

    /// <summary>UTF-8.</summary>
    [Text("en", "UTF-8")]
    [Text("ko", "UTF-8")]
    Utf8,

    /// <summary>UTF-16, low byte first.</summary>
    [Text("en", "UTF-16")]
    [Text("ko", "UTF-16")]
    Utf16,

    /// <summary>Korean: code page 949, of which EUC-KR is a part.</summary>
    [Text("en", "Korean (CP949, EUC-KR)")]
    [Text("ko", "한국어 (CP949, EUC-KR)")]
    Cp949,

    /// <summary>Japanese: Shift JIS.</summary>
    [Text("en", "Japanese (Shift JIS)")]
    [Text("ko", "일본어 (Shift JIS)")]
    ShiftJis,

    /// <summary>Chinese: GB 18030, of which GBK and GB 2312 are parts.</summary>
    [Text("en", "Chinese (GB 18030, GBK)")]
    [Text("ko", "중국어 (GB 18030, GBK)")]
    Gb18030,

    /// <summary>Western European: Windows-1252, of which Latin 1 is a part.</summary>
    [Text("en", "Western (Windows-1252)")]
    [Text("ko", "서유럽 (Windows-1252)")]
    Windows1252,
}
