using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>Reads the files of a form one after the other, so that no more than one of them is in memory.</summary>
internal static class FormFiles
{
    private const int MostFiles = 10_000;

    /// <summary>Hands each file on as it comes in; one that is too large is passed over, and the rest goes on.</summary>
    /// <param name="request">The request, a form.</param>
    /// <param name="settings">Says how much all files together may have.</param>
    /// <param name="take">Is given a file's name, and its document, or null where it is too large.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">The form is malformed, or too large as a whole.</exception>
    public static async Task ReadAsync(HttpRequest request, HostSettings settings, Func<string, KnowledgeUpload?, Task> take, CancellationToken cancellationToken)
    {
        var limit = settings.Requests.DocumentBytes;
        if (request.ContentLength > limit) throw new ApiException(ProblemOf.TooLarge(limit));
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = limit;
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).Value;
        if (string.IsNullOrEmpty(boundary)) throw new ApiException(KnowledgeProblems.BadForm);
        var reader = new MultipartReader(boundary, request.Body);
        try
        {
            for (var count = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } section; count++)
            {
                if (count == MostFiles) throw new ApiException(KnowledgeProblems.BadForm);
                var (name, document) = await UploadOfAsync(section, cancellationToken);
                await take(name, document);
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new ApiException(KnowledgeProblems.BadForm);
        }
    }

    private static async Task<(string Name, KnowledgeUpload? Document)> UploadOfAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        var disposition = section.GetContentDispositionHeader() ?? throw new ApiException(KnowledgeProblems.BadForm);
        if (!disposition.IsFileDisposition()) throw new ApiException(KnowledgeProblems.NotFile(disposition.Name.ToString()));
        var sent = disposition.FileNameStar.HasValue ? disposition.FileNameStar.ToString() : HeaderUtilities.RemoveQuotes(disposition.FileName).ToString();
        var name = NameOf(sent);
        using var content = new MemoryStream();
        var buffer = new byte[81_920];
        while (await section.Body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (content.Length + read > DocumentIngest.MostBytes) return (name, null);
            content.Write(buffer, 0, read);
        }

        return (name, new KnowledgeUpload
        {
            Title = Path.GetFileNameWithoutExtension(name) is { Length: > 0 } title ? title : name,
            Source = name,
            MediaType = section.ContentType ?? "",
            Content = content.ToArray(),
        });
    }

    // Browsers send the name alone; whoever sends a path, by either slash, means the name at its end.
    private static string NameOf(string sent)
    {
        var name = new string([.. sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..].Where(letter => !char.IsControl(letter))]).Trim();
        if (name.Length == 0) return "file";
        return name.Length <= KnowledgeBase.MostIdLength ? name : name[^KnowledgeBase.MostIdLength..];
    }
}
