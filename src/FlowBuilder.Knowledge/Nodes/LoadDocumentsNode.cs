using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Nodes;

/// <summary>Turns a file or a text into documents.</summary>
[Node("documents.load", Category = NodeCategories.Knowledge, Icon = "file-text", Deterministic = true, Keywords = "file read import txt markdown html json csv pdf word docx powerpoint pptx excel xlsx mail eml 엑셀 워드 파워포인트 메일 파일 읽기 가져오기")]
[Text("en", "Load documents", "Reads PDF, Word, PowerPoint, Excel, mail, text, Markdown, web pages, JSON and CSV as documents.")]
[Text("ko", "문서 불러오기", "PDF, 워드, 파워포인트, 엑셀, 메일, 텍스트, 마크다운, 웹 페이지, JSON, CSV를 문서로 읽습니다.")]
[Guide("en", "Use it after \"File input\" to get at the text of a document. \"Split text\" and \"Search documents\" then find the passages that matter; for files that stay the same, a knowledge base saves reading them each time.")]
[Guide("ko", "\"파일 입력\" 뒤에 두어 문서의 텍스트를 꺼내세요. 이어서 \"텍스트 나누기\"와 \"문서 검색\"으로 필요한 부분을 찾습니다. 늘 같은 파일이라면 지식 베이스에 넣어 매번 읽지 않게 하세요.")]
public sealed class LoadDocumentsNode()
    : ResultNode<LoadDocumentsNode.Settings, LoadDocumentsNode.Inputs, DocumentList>(Documents)
{
    private static readonly DocumentLoader Loader = new(new DocumentLimits());

    /// <summary>What was read.</summary>
    [Text("en", "documents", "One document for a text, web page or Word file, and one for each PDF page, slide, sheet, CSV row, item of a JSON list, mail and attachment.")]
    [Text("ko", "문서", "텍스트, 웹 페이지, 워드 파일은 문서 하나가 되고, PDF 페이지, 슬라이드, 시트, CSV 행, JSON 목록의 항목, 메일, 첨부 파일은 각각 문서 하나가 됩니다.")]
    public static readonly OutputPort<DocumentList> Documents = new("documents");

    /// <inheritdoc/>
    protected override async Task<DocumentList> ComputeAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        if ((inputs.File ?? Embedded(settings.File, inputs.Text)) is { } file)
            return await Loader.LoadAsync(file, CharsetOf(settings.Encoding), cancellationToken).ConfigureAwait(false);
        return inputs.Text is { } text
            ? Loader.LoadText(text, cancellationToken)
            : throw new NodeException("documents.missing", LocalText.Of(
                "There is nothing to load. Connect a file or a text, or choose a file in the settings.",
                "불러올 것이 없습니다. 파일이나 텍스트를 연결하거나 설정에서 파일을 선택하세요."));
    }

    private static FileValue? Embedded(FileSetting? file, string? wired)
    {
        if (wired is not null || file is null or { Text: null, Base64: null }) return null;
        try
        {
            return file.ToFile();
        }
        catch (FormatException failure)
        {
            throw LoadFault.Unreadable(
                file.Name,
                "its content in the flow is not valid Base64. Choose the file again.",
                "플로우에 저장된 내용이 올바른 Base64가 아닙니다. 파일을 다시 선택하세요.",
                failure);
        }
    }

    private static string? CharsetOf(FileEncoding encoding) => encoding switch
    {
        FileEncoding.Utf8 => Charsets.Utf8,
        FileEncoding.Utf16 => Charsets.Utf16Le,
        FileEncoding.Cp949 => Charsets.Cp949,
        FileEncoding.ShiftJis => Charsets.ShiftJis,
        FileEncoding.Gb18030 => Charsets.Gb18030,
        FileEncoding.Windows1252 => Charsets.Windows1252,
        _ => null,
    };

    /// <summary>What the node reads.</summary>
    public sealed record Inputs
    {
        /// <summary>A file; it comes before a text.</summary>
        [Text("en", "file", "A file to read.")]
        [Text("ko", "파일", "읽을 파일입니다.")]
        public FileValue? File { get; init; }

        /// <summary>A text.</summary>
        [Text("en", "text", "A text to read, where there is no file.")]
        [Text("ko", "텍스트", "파일 대신 읽을 텍스트입니다.")]
        public string? Text { get; init; }
    }

    /// <summary>How the node reads.</summary>
    public sealed record Settings
    {
        /// <summary>A file that is part of the flow, used where nothing is connected.</summary>
        [Field(OnCard = true)]
        [Text("en", "File", "A file kept in the flow; used when nothing is connected.")]
        [Text("ko", "파일", "플로우에 함께 저장하는 파일입니다. 연결된 입력이 없을 때 사용합니다.")]
        public FileSetting? File { get; init; }

        /// <summary>How the file's bytes are read.</summary>
        [Field(Advanced = true)]
        [Text("en", "Encoding", "How the file's bytes are read; choose one where letters come out wrong.")]
        [Text("ko", "인코딩", "파일의 문자 인코딩입니다. 글자가 깨져 보이면 직접 선택하세요.")]
        public FileEncoding Encoding { get; init; }
    }
}
