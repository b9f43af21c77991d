namespace FlowBuilder.Web.Publishing.Snippets;

/// <summary>With what an endpoint is called.</summary>
internal enum SnippetKind
{
    /// <summary>curl, in a POSIX shell.</summary>
    Curl,

    /// <summary>curl, with the results as they come.</summary>
    CurlStream,

    /// <summary>C# with its own HTTP client.</summary>
    CSharp,

    /// <summary>Python with the package requests.</summary>
    Python,

    /// <summary>JavaScript with fetch, as a module.</summary>
    JavaScript,

    /// <summary>The OpenAI client for C#.</summary>
    OpenAiCSharp,

    /// <summary>The OpenAI client for Python.</summary>
    OpenAiPython,

    /// <summary>The OpenAI client for JavaScript, as a module.</summary>
    OpenAiJavaScript,
}
