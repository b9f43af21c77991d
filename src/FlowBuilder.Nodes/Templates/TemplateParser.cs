using System.Globalization;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Templates;

/// <summary>Builds a template's tree from its tokens.</summary>
internal sealed class TemplateParser
{
    /// <summary>Deepest nesting of blocks, <c>else if</c> included.</summary>
    public const int MaxDepth = 64;

    /// <summary>The language beside English.</summary>
    public static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko");

    private readonly Stack<OpenBlock> _open = new();
    private readonly List<TemplatePart> _root = [];

    /// <exception cref="TemplateException">The template cannot be read.</exception>
    public static IReadOnlyList<TemplatePart> Parse(string source)
    {
        var parser = new TemplateParser();
        foreach (var token in TemplateTokenizer.Cut(source)) parser.Take(token);
        if (parser._open.TryPeek(out var open))
        {
            throw new TemplateException(open.Offset, LocalText.Of(
                $"\"{{{{#{open.Word}}}}}\" is not closed; write {{{{/{open.Word}}}}} where it ends.",
                $"\"{{{{#{open.Word}}}}}\" 블록이 닫히지 않았습니다. 끝나는 곳에 {{{{/{open.Word}}}}} 를 쓰세요."))
            { OpenBlock = open.Word };
        }

        return parser._root;
    }

    /// <summary>A piece of a template for a message: cut where it is long.</summary>
    public static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private void Take(TemplateToken token)
    {
        switch (token.Kind)
        {
            case TemplateTokenKind.Text when token.Content.Length > 0:
                Parts.Add(new TemplatePart.Literal(token.Content));
                break;
            case TemplateTokenKind.Value:
                Parts.Add(new TemplatePart.Value(ReadValue(token)));
                break;
            case TemplateTokenKind.Open:
                Open(token.Content, token.Offset, isChained: false);
                break;
            case TemplateTokenKind.Else:
                Else(token);
                break;
            case TemplateTokenKind.Close:
                Close(token);
                break;
        }
    }

    private List<TemplatePart> Parts => !_open.TryPeek(out var open) ? _root : open.IsInElse ? open.Otherwise : open.Body;

    private TemplatePath ReadValue(TemplateToken token)
    {
        if (token.Content is ['>', ..])
        {
            throw new TemplateException(token.Offset, LocalText.Of(
                "A template cannot take in another one with {{> …}}; wire its text to a variable instead.",
                "{{> …}}로 다른 템플릿을 불러올 수 없습니다. 그 텍스트를 변수에 연결하세요."));
        }

        if (token.Content.Length == 0)
        {
            throw new TemplateException(token.Offset, LocalText.Of(
                "This tag is empty; write the name of a variable in it. For braces that are text, write \\{{ instead of {{.",
                "태그가 비어 있습니다. 변수 이름을 쓰세요. 중괄호를 글자로 쓰려면 {{ 대신 \\{{ 로 쓰세요."));
        }

        if (SplitWords(token.Content).Count > 1)
        {
            throw new TemplateException(token.Offset, LocalText.Of(
                $"\"{Short(token.Content)}\" is not the name of a variable: a name has no blanks, and there are no functions. For braces that are text, write \\{{{{ instead of {{{{.",
                $"\"{Short(token.Content)}\"은(는) 변수 이름이 아닙니다. 이름에는 빈칸이 없어야 하고 함수는 쓸 수 없습니다. 중괄호를 글자로 쓰려면 {{{{ 대신 \\{{{{ 로 쓰세요."));
        }

        return ReadPath(token.Content, token.Offset);
    }

    private TemplatePath ReadPath(string text, int offset)
    {
        var path = TemplatePath.Parse(text, offset);
        if (_open.Count == 0 && path is { Data: null, Segments.Length: 0 })
        {
            throw new TemplateException(offset, LocalText.Of(
                "\"this\" has a meaning only inside {{#each}} or {{#with}}; write the name of a variable.",
                "\"this\"는 {{#each}}나 {{#with}} 안에서만 쓸 수 있습니다. 변수 이름을 쓰세요."));
        }

        return path;
    }

    private void Open(string content, int offset, bool isChained)
    {
        var words = SplitWords(content);
        var word = words.Count == 0 ? "" : words[0];
        TemplateBlockKind? kind = word switch
        {
            "if" => TemplateBlockKind.If,
            "unless" => TemplateBlockKind.Unless,
            "each" => TemplateBlockKind.Each,
            "with" => TemplateBlockKind.With,
            _ => null,
        };
        if (kind is null)
        {
            throw new TemplateException(offset, LocalText.Of(
                $"There is no block \"#{Short(word)}\"; there are #if, #unless, #each and #with.",
                $"\"#{Short(word)}\" 블록은 없습니다. #if, #unless, #each, #with를 쓸 수 있습니다."));
        }

        var names = ReadNames(words, offset);
        if (words.Count != 2)
        {
            throw new TemplateException(offset, LocalText.Of(
                $"\"#{word}\" needs the name of one variable, as in {{{{#{word} passages}}}}.",
                $"\"#{word}\"에는 {{{{#{word} passages}}}}처럼 변수 이름 하나가 필요합니다."));
        }

        if (_open.Count >= MaxDepth)
        {
            throw new TemplateException(offset, LocalText.Of(
                $"Blocks stand more than {MaxDepth} deep in one another; use fewer levels.",
                $"블록이 {MaxDepth}단계보다 깊게 겹쳐 있습니다. 단계를 줄이세요."));
        }

        _open.Push(new OpenBlock(kind.Value, word, ReadPath(words[1], offset), names, offset, isChained));
    }

    // Takes "as |item index|" off the end of the words.
    private static List<string> ReadNames(List<string> words, int offset)
    {
        var at = words.IndexOf("as");
        if (at < 2 || at + 1 >= words.Count || !words[at + 1].StartsWith('|')) return [];
        var text = string.Join(' ', words.Skip(at + 1)).Trim();
        words.RemoveRange(at, words.Count - at);
        var names = text.Trim('|').Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        return text.EndsWith('|') && text.Length > 1 && names.Count is 1 or 2
            ? names
            : throw new TemplateException(offset, LocalText.Of(
                "Names for an item are written as in {{#each passages as |passage number|}}.",
                "항목의 이름은 {{#each passages as |passage number|}}처럼 씁니다."));
    }

    private void Else(TemplateToken token)
    {
        if (!_open.TryPeek(out var open) || open.IsInElse)
        {
            throw new TemplateException(token.Offset, LocalText.Of(
                "{{else}} stands outside a block, or twice in one.",
                "{{else}}가 블록 밖에 있거나 한 블록에 두 번 있습니다."));
        }

        open.IsInElse = true;
        var rest = token.Content.StartsWith("else ", StringComparison.Ordinal) ? token.Content[5..].Trim() : "";
        if (rest.Length > 0) Open(rest, token.Offset, isChained: true);
    }

    private void Close(TemplateToken token)
    {
        while (_open.TryPop(out var open))
        {
            if (!open.IsChained && open.Word != token.Content)
            {
                throw new TemplateException(token.Offset, LocalText.Of(
                    $"{{{{/{Short(token.Content)}}}}} stands where {{{{/{open.Word}}}}} is expected.",
                    $"{{{{/{open.Word}}}}} 가 필요한 곳에 {{{{/{Short(token.Content)}}}}} 가 있습니다."));
            }

            Parts.Add(new TemplatePart.Block(open.Kind, open.Path, open.Names, open.Body, open.Otherwise));
            if (!open.IsChained) return;
        }

        throw new TemplateException(token.Offset, LocalText.Of(
            $"{{{{/{Short(token.Content)}}}}} closes a block that was not opened.",
            $"열리지 않은 블록을 {{{{/{Short(token.Content)}}}}} 로 닫았습니다."));
    }

    // Splits at blanks that are not inside [a name with blanks].
    private static List<string> SplitWords(string content)
    {
        var words = new List<string>();
        var (start, depth) = (-1, 0);
        for (var i = 0; i <= content.Length; i++)
        {
            var isEnd = i == content.Length || (depth == 0 && char.IsWhiteSpace(content[i]));
            if (isEnd && start >= 0) words.Add(content[start..i]);
            if (isEnd) start = -1;
            else if (start < 0) start = i;
            if (i < content.Length) depth = content[i] switch { '[' => 1, ']' => 0, _ => depth };
        }

        return words;
    }

    private sealed class OpenBlock(
        TemplateBlockKind kind,
        string word,
        TemplatePath path,
        IReadOnlyList<string> names,
        int offset,
        bool isChained)
    {
        public TemplateBlockKind Kind => kind;

        public string Word => word;

        public TemplatePath Path => path;

        public IReadOnlyList<string> Names => names;

        public int Offset => offset;

        public bool IsChained => isChained;

        public List<TemplatePart> Body { get; } = [];

        public List<TemplatePart> Otherwise { get; } = [];

        public bool IsInElse { get; set; }
    }
}
